import { z } from "zod";
import { changeGroups, Effect, NotCompared, Said } from "#lib/engine/drift/change.ts";
import { Cite } from "#lib/facts/cite.ts";
import { PostCheckedHost, PostCheckVerdict } from "#lib/maintenance/post-check.ts";
import { Command, FindingInShort, PlannedStep, PreCheckVerdict, Reason } from "#lib/maintenance/pre-check.ts";
import { actionKinds, Person } from "#lib/maintenance/window.ts";

const Time = z.iso.datetime();
const Evidence = z.array(z.strictObject(Cite.shape));

/** What a pre-check said. A host whose visit is not `fresh` is told as it was at `seenAt`. */
export const ReportPreCheck = z.strictObject({
  verdict: PreCheckVerdict,
  headline: z.string(),
  /** Blockers first. */
  reasons: z.array(z.strictObject(Reason.omit({ rehearsal: true }).extend({ evidence: Evidence }).shape)),
  steps: z.array(
    z.strictObject({
      ...PlannedStep.omit({ rehearsal: true }).shape,
      /** False where the fleet had nothing of that name: what is out is not known then. */
      rehearsed: z.boolean(),
      votes: z.array(z.strictObject(PlannedStep.shape.votes.element.shape)),
      commands: z.array(z.strictObject(Command.shape)),
    }),
  ),
  affected: z.array(
    z.strictObject({ name: z.string(), host: z.string().nullable(), roles: z.array(z.string()), steps: z.array(z.number()) }),
  ),
  unknown: z.array(z.string()),
  visits: z.array(
    z.strictObject({
      host: z.string(),
      fresh: z.boolean(),
      seenAt: z.string().nullable(),
      coverage: z.number().nullable(),
      error: z.string().nullable(),
    }),
  ),
});
export type ReportPreCheck = z.infer<typeof ReportPreCheck>;

const InShort = z.strictObject(FindingInShort.shape);

/** What a post-check said. Of a host that is not `fresh` nothing is compared. */
export const ReportPostCheck = z.strictObject({
  verdict: PostCheckVerdict,
  headline: z.string(),
  /** When the state was read that it compares with; null where no pre-check was made. */
  comparedWith: z.string().nullable(),
  hosts: z.array(
    z.strictObject({
      ...PostCheckedHost.pick({ host: true, error: true, seenAt: true, scoreBefore: true, scoreNow: true }).shape,
      fresh: z.boolean(),
      changes: z.array(
        z.strictObject({
          ...{ id: z.string(), group: z.enum(changeGroups), fact: z.string(), subject: z.string(), words: z.string() },
          what: z.enum(["added", "removed", "changed"]),
          before: Said.nullable(),
          now: Said.nullable(),
          effect: Effect,
          /** A loss until somebody says otherwise. */
          lost: z.boolean(),
          evidence: z.strictObject({ before: Evidence, now: Evidence }),
        }),
      ),
      notCompared: z.array(z.strictObject({ fact: z.string(), words: NotCompared.shape.words })),
      lostSight: z.array(z.string()),
      opened: z.array(InShort),
      resolved: z.array(InShort),
    }),
  ),
});
export type ReportPostCheck = z.infer<typeof ReportPostCheck>;

/** A check of a window: there is none, or it could not be decided, or another version wrote it, or what it said. */
function checkOf<Body extends z.ZodType>(body: Body) {
  const asked = { askedBy: z.string(), askedAt: Time, doneAt: Time.nullable() };
  return z.discriminatedUnion("status", [
    z.strictObject({ status: z.literal("none") }),
    z.strictObject({ status: z.literal("failed"), ...asked }),
    z.strictObject({ status: z.literal("unreadable"), ...asked }),
    /** `caution`: why it may not speak for the window as it is now. */
    z.strictObject({ status: z.literal("done"), ...asked, caution: z.string().nullable(), said: body }),
  ]);
}

/** A maintenance window with all that its checks said, and what to have on paper. */
export const ReportWindow = z.strictObject({
  state: z.enum(["planned", "running", "overrun", "closed", "cancelled"]),
  startsAt: Time,
  endsAt: Time,
  /** The zone of the tz database that its people talk in. */
  timeZone: z.string(),
  plannedBy: z.string(),
  changedAt: Time,
  cancelledAt: Time.nullable(),
  /** `verdict` is null where this version does not know it. */
  closed: z.strictObject({ at: Time, by: z.string(), verdict: PostCheckVerdict.nullable() }).nullable(),
  people: z.array(z.strictObject({ name: z.string(), role: Person.shape.role, contact: z.string().nullable() })),
  /** In their order. `host` is null where all power is cut, or where it was removed since. */
  actions: z.array(
    z.strictObject({
      ...{ what: z.enum(actionKinds), host: z.string().nullable(), subject: z.string().nullable() },
      words: z.string(),
      note: z.string().nullable(),
    }),
  ),
  note: z.string().nullable(),
  preCheck: checkOf(ReportPreCheck),
  postCheck: checkOf(ReportPostCheck),
  checklist: z.array(
    z.strictObject({
      phase: z.enum(["before", "during", "after"]),
      words: z.string(),
      /** Null while it is open. */
      done: z.strictObject({ by: z.string(), at: Time }).nullable(),
    }),
  ),
  runbooks: z.array(
    z.strictObject({
      host: z.string(),
      seenAt: z.string().nullable(),
      sections: z.array(
        z.strictObject({
          title: z.string(),
          lines: z.array(z.strictObject({ words: z.string(), command: z.string().nullable(), evidence: Evidence })),
          missing: z.string().nullable(),
        }),
      ),
    }),
  ),
});
export type ReportWindow = z.infer<typeof ReportWindow>;
export type ReportCheck<Body> =
  | { status: "none" }
  | { status: "failed" | "unreadable"; askedBy: string; askedAt: string; doneAt: string | null }
  | { status: "done"; askedBy: string; askedAt: string; doneAt: string | null; caution: string | null; said: Body };

/** Why there is nothing to tell of a check that was made. */
export const unreadChecks = {
  failed: "could not be decided",
  unreadable: "was stored by another version, which this one cannot read",
} as const;
