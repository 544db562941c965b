"use client";

import { CalendarPlus } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { FirstWeekly } from "./first-weekly.tsx";
import { ScheduleForm } from "./schedule-form.tsx";
import { ScheduleRow } from "./schedule-row.tsx";
import type { ListedSchedule, ScheduleSurroundings } from "./schedule-view.ts";

interface Props {
  schedules: readonly ListedSchedule[];
  surroundings: ScheduleSurroundings;
  mayChange: boolean;
}

/** When reports are made by themselves; those who may change it here. */
export function ScheduleCard({ schedules, surroundings, mayChange }: Props) {
  const [adding, setAdding] = useState(false);
  const hasWeekly = schedules.some(({ trigger }) => trigger === "weekly");
  const add = (
    <Button look="quiet" icon={<CalendarPlus aria-hidden />} aria-expanded={adding} onClick={() => setAdding(!adding)}>
      Add a weekly report
    </Button>
  );
  return (
    <Card title="Schedules" aside={mayChange ? add : undefined}>
      {adding && (
        <div className="border-line border-b">
          <ScheduleForm trigger="weekly" surroundings={surroundings} onDone={() => setAdding(false)} />
        </div>
      )}
      <ul>
        {schedules.map((schedule) => (
          <ScheduleRow key={schedule.id} schedule={schedule} surroundings={surroundings} mayChange={mayChange} />
        ))}
      </ul>
      {!hasWeekly && !adding && <FirstWeekly timeZone={surroundings.timeZone} mayChange={mayChange} />}
      {!mayChange && (
        <p className="border-line border-t px-3.5 py-2 text-ink-3 text-small">An administrator of Bulkhead may change this.</p>
      )}
    </Card>
  );
}
