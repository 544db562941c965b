"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { Button } from "#components/ui/button.tsx";
import { Empty } from "#components/ui/card.tsx";
import { request, sentenceOf } from "#components/ui/request.ts";

/** Offers the weekly report that most want; one click makes it so. */
export function FirstWeekly({ timeZone, mayChange }: { timeZone: string; mayChange: boolean }) {
  const router = useRouter();
  const start = useMutation({
    mutationFn: () => {
      const when = { weekday: 1, time: "06:00", timeZone };
      const body = { trigger: "weekly", enabled: true, kind: "fleet", formats: ["pdf"], paper: "a4", ...when };
      return request("/api/v1/report-schedules", z.unknown(), { method: "POST", body });
    },
    onSuccess: () => router.refresh(),
  });
  const action = (
    <Button busy={start.isPending} onClick={() => start.mutate()}>
      Switch on: Mondays at 06:00
    </Button>
  );
  return (
    <div className="border-line border-t">
      <Empty action={mayChange ? action : undefined}>
        No weekly report. The usual one is the whole fleet as PDF, before the week begins ({timeZone}).
        {start.error !== null && <span className="block text-critical">{sentenceOf(start.error)}</span>}
      </Empty>
    </div>
  );
}
