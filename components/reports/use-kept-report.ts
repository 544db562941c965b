"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { z } from "zod";
import { request } from "#components/ui/request.ts";
import type { ReportAsked } from "./renderings.ts";

const pollMilliseconds = 700;
const Started = z.object({ reportId: z.string() });
const Loaded = z.object({
  report: z.object({
    id: z.string(),
    status: z.enum(["queued", "running", "done", "failed"]),
    progress: z.object({ done: z.number(), all: z.number() }).nullable(),
    errorText: z.string().nullable(),
  }),
});

/** A report that is made in the background, followed to its end; `start` asks for one. */
export function useKeptReport() {
  const [reportId, setReportId] = useState<string | null>(null);
  const start = useMutation({
    mutationFn: (body: ReportAsked) => request("/api/v1/reports", Started, { method: "POST", body }),
    onSuccess: (started) => setReportId(started.reportId),
  });
  const query = useQuery({
    queryKey: ["report", reportId],
    enabled: reportId !== null,
    queryFn: async () => (await request(`/api/v1/reports/${reportId}`, Loaded)).report,
    refetchInterval: ({ state }) => (isOver(state.data) ? false : pollMilliseconds),
  });
  const running = start.isPending || (reportId !== null && !isOver(query.data) && query.error === null);
  return { report: query.data, running, start: start.mutate, error: start.error ?? query.error };
}

function isOver(report: z.infer<typeof Loaded>["report"] | undefined): boolean {
  return report?.status === "done" || report?.status === "failed";
}
