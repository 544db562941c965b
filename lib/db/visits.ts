import { z } from "zod";
import { Problem } from "#lib/problem.ts";
import { db } from "./client.ts";
import type { Prisma, VisitStatus } from "./generated/client.ts";

export type { VisitStatus };

/** How far a running visit is. */
export const VisitProgress = z.object({
  /** A word for what it is doing: "connecting", "reading", "judging". */
  step: z.string(),
  /** Sections of the script that have come in, of how many. */
  done: z.number().int().nullable(),
  total: z.number().int().nullable(),
});
export type VisitProgress = z.infer<typeof VisitProgress>;

/** One visit as the host page and its progress bar show it. */
export interface Visit {
  id: string;
  hostId: string;
  status: VisitStatus;
  reason: "schedule" | "demand";
  progress: VisitProgress | null;
  /** Why it failed: a code, and one sentence with the next step. */
  error: { code: string; sentence: string } | null;
  queuedAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  durationMs: number | null;
  snapshotId: string | null;
  /** Whether it found the host different from the visit before. */
  changed: boolean;
  opened: number;
  resolved: number;
}

/** The last visits of a host, newest first. */
export async function listVisits(hostId: string, limit = 50): Promise<Visit[]> {
  const rows = await db().visit.findMany({ where: { hostId }, orderBy: { queuedAt: "desc" }, take: limit, select: visitSelect });
  return rows.map(visitOf);
}

/** One visit. Throws `not-found`. */
export async function loadVisit(id: string): Promise<Visit> {
  const row = await db().visit.findUnique({ where: { id }, select: visitSelect });
  if (row === null) throw new Problem("not-found", "There is no such visit.");
  return visitOf(row);
}

const visitSelect = {
  id: true,
  hostId: true,
  status: true,
  reason: true,
  progress: true,
  errorCode: true,
  errorSentence: true,
  queuedAt: true,
  startedAt: true,
  finishedAt: true,
  durationMs: true,
  snapshotId: true,
  changed: true,
  opened: true,
  resolved: true,
} as const satisfies Prisma.VisitSelect;

function visitOf(row: Prisma.VisitGetPayload<{ select: typeof visitSelect }>): Visit {
  const { errorCode, errorSentence, progress, reason, ...rest } = row;
  return {
    ...rest,
    reason: reason === "schedule" ? "schedule" : "demand",
    progress: VisitProgress.safeParse(progress).data ?? null,
    error: errorCode === null ? null : { code: errorCode, sentence: errorSentence ?? "" },
  };
}
