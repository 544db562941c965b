import { instant } from "#lib/format.ts";

/** One state of a host, and from when to when visits saw it so. */
export interface SeenState {
  snapshotId: string;
  seenFrom: Date;
  seenUntil: Date;
}

/** A host as it is compared: the states that held at both ends, and why there may be none. */
export interface SeenHost {
  isReachable: boolean;
  /** Why its last visit failed; null when it went well, or there was none. */
  lastErrorSentence: string | null;
  intervalSeconds: number;
  /** The last state that was first seen before the span began, else the first seen in it; null where there is none. */
  from: SeenState | null;
  /** The last state that was first seen before the span ended; null where there is none. */
  to: SeenState | null;
}

/** Between which moments a host is compared. */
export interface Span {
  /** Null where the host has no such moment: nobody has called a state of it good. */
  from: Date | null;
  to: Date;
  /** Whether it ends now: then it counts that the host does not answer. */
  isNow: boolean;
}

/** Why less can be said of a host than that it is as it was. */
export interface Limit {
  /** The first four: it was not compared at all. The others: not over the whole span. */
  kind: "never-read" | "no-mark" | "not-read" | "read-once" | "until" | "from" | "older";
  words: string;
}

const wholly: readonly Limit["kind"][] = ["never-read", "no-mark", "not-read", "read-once"];

/** Whether a host with these limits could be compared. */
export function isCompared(limits: readonly Limit[]): boolean {
  return !limits.some(({ kind }) => wholly.includes(kind));
}

/** What keeps a host from being compared over the whole span; nothing where two visits tell all of it. */
export function limitsOf(host: SeenHost, span: Span): Limit[] {
  const { from, to } = host;
  if (to === null) return [{ kind: "never-read", words: neverRead(host, span) }];
  if (span.from === null) return [{ kind: "no-mark", words: "nobody has called a state of it good" }];
  if (span.from >= span.to) return [{ kind: "no-mark", words: `was called good only later, ${minute(span.from)}` }];
  if (from === null) return [{ kind: "not-read", words: "was not read in this time" }];
  if (from.snapshotId === to.snapshotId) {
    if (to.seenUntil < span.from) return [{ kind: "not-read", words: `was not read since ${minute(to.seenUntil)}${why(host)}` }];
    if (from.seenFrom > span.from && to.seenUntil <= to.seenFrom)
      return [{ kind: "read-once", words: `was read only once, ${minute(to.seenFrom)}: there is nothing to compare it with` }];
  }
  return [...ends(host, from, to, { ...span, from: span.from })];
}

/** How long a host counts as seen after a visit: two that did not happen, and not less than ten minutes, since a visit may have to wait. */
export const graceMs = ({ intervalSeconds }: { intervalSeconds: number }) => Math.max(2 * intervalSeconds, 600) * 1000;

function* ends(host: SeenHost, from: SeenState, to: SeenState, span: { from: Date; to: Date; isNow: boolean }): Generator<Limit> {
  const isSilent = span.to.getTime() - to.seenUntil.getTime() > graceMs(host) || (span.isNow && !host.isReachable);
  if (isSilent) yield { kind: "until", words: `was read only until ${minute(to.seenUntil)}${span.isNow ? why(host) : ""}` };
  if (from.seenFrom > span.from) yield { kind: "from", words: `was first read ${minute(from.seenFrom)}, and is compared from then on` };
  else if (span.from.getTime() - from.seenUntil.getTime() > graceMs(host))
    yield { kind: "older", words: `is compared with its last visit before, ${minute(from.seenUntil)}` };
}

function neverRead({ lastErrorSentence }: SeenHost, { isNow }: Span): string {
  if (!isNow) return "was not read before the end of this time";
  return lastErrorSentence === null ? "was never read: its first visit is still to come" : `was never read: ${lastErrorSentence}`;
}

function why({ lastErrorSentence }: SeenHost): string {
  return lastErrorSentence === null ? "" : `: ${lastErrorSentence}`;
}

const minute = (at: Date) => `${instant(at).slice(0, 16)} UTC`;
