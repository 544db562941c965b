import type { z } from "zod";
import { isLoss } from "#lib/maintenance/compare.ts";
import { wordsOf } from "#lib/maintenance/decide.ts";
import { PostCheck, PostCheckVerdict } from "#lib/maintenance/post-check.ts";
import { PreCheck } from "#lib/maintenance/pre-check.ts";
import { staleReason } from "#lib/maintenance/stale-reason.ts";
import type { ReportCheck, ReportPostCheck, ReportPreCheck, ReportWindow } from "./window-model.ts";
import type { SourceCheck, SourceWindow } from "./window-source.ts";

/** What a report says of a window. Pure; a check that this version cannot read is told as such. */
export function reportWindow(source: SourceWindow, madeAt: Date): ReportWindow {
  const { window, preCheck, postCheck, laterFailed, checklist, runbooks } = source;
  const names = new Map(window.hosts.map(({ id, name }) => [id, name]));
  return {
    ...{ state: window.state, timeZone: window.timeZone, plannedBy: window.createdBy, note: window.note },
    startsAt: window.startsAt.toISOString(),
    endsAt: window.endsAt.toISOString(),
    changedAt: window.updatedAt.toISOString(),
    cancelledAt: window.cancelledAt?.toISOString() ?? null,
    closed: closedOf(window),
    people: [...window.people],
    actions: window.actions.map((action) => {
      const host = names.get(action.hostId ?? "") ?? null;
      return { what: action.what, host, subject: action.subject, words: wordsOf(action, host, null), note: action.note };
    }),
    preCheck: told(preCheck, PreCheck, toldPreCheck, (check) =>
      laterFailed.pre ? lateFailure("pre-check") : staleReason({ ...check, isLast: true }, window, madeAt),
    ),
    postCheck: told(postCheck, PostCheck, toldPostCheck, () => (laterFailed.post ? lateFailure("post-check") : null)),
    checklist: checklist.map(({ phase, words, doneBy, doneAt }) => ({
      phase,
      words,
      done: doneAt && { by: doneBy ?? "somebody", at: doneAt.toISOString() },
    })),
    runbooks: runbooks.map(({ host, seenAt, sections }) => ({ host, seenAt, sections })),
  };
}

function lateFailure(name: string): string {
  return `A later ${name} could not be decided: run it again, this one may say how things were.`;
}

function closedOf({ closedAt, closedBy, verdict }: SourceWindow["window"]): ReportWindow["closed"] {
  if (closedAt === null) return null;
  return { at: closedAt.toISOString(), by: closedBy ?? "somebody", verdict: PostCheckVerdict.safeParse(verdict).data ?? null };
}

function told<Stored, Body>(
  check: SourceCheck | null,
  schema: z.ZodType<Stored>,
  tell: (stored: Stored) => Body,
  cautionOf: (check: SourceCheck) => string | null,
): ReportCheck<Body> {
  if (check === null) return { status: "none" };
  const asked = { askedBy: check.askedBy, askedAt: check.askedAt.toISOString(), doneAt: check.doneAt?.toISOString() ?? null };
  if (check.status === "failed") return { status: "failed", ...asked };
  const { data } = schema.safeParse(check.body);
  if (data === undefined) return { status: "unreadable", ...asked };
  return { status: "done", ...asked, caution: cautionOf(check), said: tell(data) };
}

function toldPreCheck({ reasons, steps, visits, ...rest }: PreCheck): ReportPreCheck {
  return {
    ...rest,
    reasons: reasons.map(({ rehearsal: _, ...reason }) => reason),
    steps: steps.map(({ rehearsal, ...step }) => ({ ...step, rehearsed: rehearsal !== null })),
    visits: visits.map(({ host, isFresh, seenAt, coverage, error }) => ({ host, fresh: isFresh, seenAt, coverage, error })),
  };
}

function toldPostCheck({ hosts, ...rest }: PostCheck): ReportPostCheck {
  return {
    ...rest,
    hosts: hosts.map(({ isFresh, changes, ...host }) => ({
      ...host,
      fresh: isFresh,
      changes: changes.map((change) => ({ ...change, lost: isLoss(change) })),
    })),
  };
}
