"use client";

import { useMutation } from "@tanstack/react-query";
import { Check, CircleOff, Pencil, Power, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { z } from "zod";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { request, sentenceOf } from "#components/ui/request.ts";
import { ScheduleForm } from "./schedule-form.tsx";
import { inputOf, type ListedSchedule, type ScheduleSurroundings } from "./schedule-view.ts";
import { formatsWords, leadWords, subjectWords, weekdayNames } from "./words.ts";

interface Props {
  schedule: ListedSchedule;
  surroundings: ScheduleSurroundings;
  mayChange: boolean;
}

/** One schedule: what is made when, what comes next, and who gets it. */
export function ScheduleRow({ schedule, surroundings, mayChange }: Props) {
  const [editing, setEditing] = useState(false);
  const { enabled, formats, paper, recipients, next } = schedule;
  return (
    <li className="border-line border-b last:border-b-0">
      <div className="grid gap-1 px-3.5 py-2.5">
        <p className="flex flex-wrap items-baseline justify-between gap-x-3">
          <b className="wrap-anywhere font-[550]">{whenWords(schedule)}</b>
          <OnOff enabled={enabled} />
        </p>
        <p className="wrap-anywhere text-ink-2">
          {whatWords(schedule)}, {formatsWords(formats, paper)}
        </p>
        {enabled && <p className="wrap-anywhere text-ink-2 text-small tabular-nums">{next}</p>}
        {recipients.length > 0 && (
          <p className={cn("wrap-anywhere text-small", surroundings.isMailSet ? "text-ink-2" : "text-high")}>
            To {recipients.join(", ")}
            {!surroundings.isMailSet && ": not sent, as no mail server is set"}
          </p>
        )}
        {mayChange && <Actions schedule={schedule} editing={editing} onEdit={() => setEditing(!editing)} />}
      </div>
      {editing && (
        <div className="border-line border-t">
          <ScheduleForm trigger={schedule.trigger} known={schedule} surroundings={surroundings} onDone={() => setEditing(false)} />
        </div>
      )}
    </li>
  );
}

function OnOff({ enabled }: { enabled: boolean }) {
  const Icon = enabled ? Check : CircleOff;
  return (
    <span className={cn("inline-flex items-center gap-1 font-[550] text-small", enabled ? "text-ok" : "text-ink-3")}>
      <Icon aria-hidden className="size-[14px]" />
      {enabled ? "On" : "Off"}
    </span>
  );
}

function whenWords(schedule: ListedSchedule): string {
  if (schedule.trigger === "before-window") return `${leadWords(schedule.leadMinutes)} before each window`;
  return `${weekdayNames[schedule.weekday - 1]}s at ${schedule.time}`;
}

function whatWords(schedule: ListedSchedule): string {
  if (schedule.trigger === "before-window") return "The window, its hosts read afresh";
  if (schedule.kind === "fleet") return "The fleet";
  if (schedule.subjectName === null) return `A ${schedule.kind} that is no longer there`;
  return subjectWords(schedule.kind, schedule.subjectName);
}

function Actions({ schedule, editing, onEdit }: { schedule: ListedSchedule; editing: boolean; onEdit(): void }) {
  const router = useRouter();
  const place = `/api/v1/report-schedules/${schedule.id}`;
  const toggle = useMutation({
    mutationFn: () => request(place, z.unknown(), { method: "PUT", body: { ...inputOf(schedule), enabled: !schedule.enabled } }),
    onSuccess: () => router.refresh(),
  });
  const which = <span className="sr-only">: {whenWords(schedule)}</span>;
  return (
    <div className="-ml-[11px] flex flex-wrap items-center gap-1">
      <Button look="quiet" icon={<Power aria-hidden />} busy={toggle.isPending} onClick={() => toggle.mutate()}>
        Switch {schedule.enabled ? "off" : "on"}
        {which}
      </Button>
      <Button look="quiet" icon={<Pencil aria-hidden />} aria-expanded={editing} onClick={onEdit}>
        Edit{which}
      </Button>
      {schedule.trigger === "weekly" && (
        <ConfirmButton
          icon={<Trash2 aria-hidden />}
          title="Remove this schedule?"
          description="No more reports are made by it; those that it made are kept."
          confirm="Remove"
          run={() => request(place, z.unknown(), { method: "DELETE" })}
        >
          Remove{which}
        </ConfirmButton>
      )}
      {toggle.error !== null && (
        <span role="alert" className="px-2.5 text-critical text-small">
          {sentenceOf(toggle.error)}
        </span>
      )}
    </div>
  );
}
