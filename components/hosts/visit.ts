import { z } from "zod";

/** A visit as its progress line needs it. */
export const VisitState = z.object({
  id: z.string(),
  status: z.enum(["queued", "running", "done", "failed"]),
  progress: z.object({ step: z.string(), done: z.number().nullable(), total: z.number().nullable() }).nullable(),
  error: z.object({ code: z.string(), sentence: z.string() }).nullable(),
  durationMs: z.number().nullable(),
  opened: z.number(),
  resolved: z.number(),
});
export type VisitState = z.infer<typeof VisitState>;

/** Whether a visit has come to its end. */
export function isOver(visit: Pick<VisitState, "status"> | undefined): boolean {
  return visit?.status === "done" || visit?.status === "failed";
}

/** What a visit is doing, in a few words. */
export function progressWords(visit: Pick<VisitState, "status" | "progress"> | undefined): string {
  if (visit === undefined || visit.status === "queued") return "waiting for a worker";
  const progress = visit.progress;
  if (progress === null) return "beginning";
  return progress.done === null || progress.total === null ? progress.step : `${progress.step}, ${progress.done} of ${progress.total}`;
}

/** What a visit came to, in a sentence. */
export function outcomeWords(visit: Pick<VisitState, "opened" | "resolved">): string {
  if (visit.opened === 0 && visit.resolved === 0) return "Visited: nothing changed among the findings.";
  const parts = [visit.opened > 0 ? `${visit.opened} new` : "", visit.resolved > 0 ? `${visit.resolved} gone` : ""].filter(
    (part) => part !== "",
  );
  return `Visited: ${parts.join(", ")}.`;
}
