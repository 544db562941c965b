import type { Change } from "#lib/engine/drift/change.ts";
import { driftOf } from "#lib/engine/drift/drift.ts";
import type { Finding } from "#lib/engine/judgement.ts";
import { type FactName, factNames, type Readings } from "#lib/facts/index.ts";
import { bandOf } from "#lib/rules/severity.ts";
import { counted, listed } from "#lib/rules/shared/wording.ts";
import type { PostCheck, PostCheckedHost, PostCheckVerdict } from "./post-check.ts";
import type { FindingInShort } from "./pre-check.ts";

/** A host before and after, as it was read. */
export interface ComparedHost {
  host: string;
  isFresh: boolean;
  error: string | null;
  seenAt: Date | null;
  /** Null where no pre-check saw it. */
  before: { readings: Readings; score: number | null } | null;
  now: { readings: Readings; score: number | null } | null;
  /** Fingerprints of findings that were open at the pre-check; null where there was none. */
  openBefore: readonly FindingInShort[] | null;
  openNow: readonly Finding[];
}

/** Compares each host of a window with its pre-check and says how the window ends. Pure; what could not be compared is named. */
export function postCheck(hosts: readonly ComparedHost[], comparedWith: Date | null): PostCheck {
  const compared = hosts.map(compareHost);
  const verdict = verdictOf(compared);
  return { verdict, headline: headlineOf(verdict, compared), comparedWith: comparedWith?.toISOString() ?? null, hosts: compared };
}

function compareHost({ host, isFresh, error, seenAt, before, now, openBefore, openNow }: ComparedHost): PostCheckedHost {
  const known = { host, isFresh, error, seenAt: seenAt?.toISOString() ?? null };
  const scores = { scoreBefore: before?.score ?? null, scoreNow: isFresh ? (now?.score ?? null) : null };
  // What an unreachable host said last is not what it is like now.
  if (!isFresh || now === null) return { ...known, ...scores, changes: [], notCompared: [], lostSight: [], opened: [], resolved: [] };
  const drift = before === null ? { changes: [], notCompared: [] } : driftOf(before.readings, now.readings);
  const open = openNow.map(inShort);
  const were = new Set((openBefore ?? []).map(({ fingerprint }) => fingerprint));
  const are = new Set(open.map(({ fingerprint }) => fingerprint));
  return {
    ...known,
    ...scores,
    ...drift,
    lostSight: before === null ? [] : factNames.filter((fact) => isRead(before.readings[fact]) && isLost(now.readings[fact])),
    opened: openBefore === null ? [] : open.filter(({ fingerprint }) => !were.has(fingerprint)),
    resolved: (openBefore ?? []).filter(({ fingerprint }) => !are.has(fingerprint)),
  };
}

function isRead(reading: Readings[FactName]): boolean {
  return reading?.status === "ok";
}

/** A fact that is absent now was looked for: that is a change, and told as one. */
function isLost(reading: Readings[FactName]): boolean {
  return reading === undefined || reading.status === "failed";
}

/** What a finding is called, for a comparison that needs no more. */
export function inShort({ fingerprint, rule, title, severity }: Finding): FindingInShort {
  return { fingerprint, rule, title, severity };
}

/** The parts of a host that others live on. What is gone there, or no longer works, no work leaves behind on purpose. */
const living: ReadonlySet<Change["group"]> = new Set(["boot", "storage", "network", "guests", "cluster", "backups", "alerts"]);
const working: ReadonlySet<string | undefined> = new Set(["running", "active"]);

/** Whether a change is a loss until somebody says otherwise. */
export function isLoss({ group, what, effect, before, now }: Change): boolean {
  if (!living.has(group) || effect !== "in effect") return false;
  if (what === "changed") return working.has(before?.state) && now?.state !== undefined && !working.has(now.state);
  return what === "removed";
}

function verdictOf(hosts: readonly PostCheckedHost[]): PostCheckVerdict {
  if (hosts.some(({ isFresh }) => !isFresh)) return "unreachable";
  if (hosts.some(({ opened, changes }) => opened.some(isGrave) || changes.some(isLoss))) return "worse";
  if (hosts.some(({ lostSight }) => lostSight.length > 0)) return "cannot-tell";
  const [opened, resolved] = [hosts.flatMap((one) => one.opened), hosts.flatMap((one) => one.resolved)];
  if (resolved.length > 0 && opened.length === 0) return "better";
  return opened.length > resolved.length ? "worse" : "as-before";
}

function isGrave({ severity }: FindingInShort): boolean {
  return bandOf(severity) >= bandOf("high");
}

function headlineOf(verdict: PostCheckVerdict, hosts: readonly PostCheckedHost[]): string {
  const silent = hosts.filter(({ isFresh }) => !isFresh).map(({ host }) => host);
  if (verdict === "unreachable")
    return `${listed(silent, 4)} ${silent.length === 1 ? "does" : "do"} not answer: go in by the console, the runbook has the way.`;
  const losses = hosts.flatMap(({ changes }) => changes.filter(isLoss));
  const opened = hosts.flatMap((one) => one.opened);
  const resolved = hosts.flatMap((one) => one.resolved);
  const changes = hosts.flatMap((one) => one.changes);
  const first = losses[0]?.words ?? opened.find(isGrave)?.title ?? opened[0]?.title ?? "";
  const told = `${counted(changes.length, "change")}, ${counted(opened.length, "new finding")}, ${resolved.length} resolved`;
  const lost = hosts.reduce((sum, { lostSight }) => sum + lostSight.length, 0);
  const unseen = lost === 0 ? "" : ` ${counted(lost, "fact")} that the pre-check read could not be read now.`;
  if (verdict === "worse") return `Not as before: ${told}. First of all: ${first}.${unseen}`;
  if (verdict === "cannot-tell") return `Cannot tell yet:${unseen} In the rest: ${told}. Run the post-check again.`;
  if (verdict === "better") return `Better than before: ${told}.`;
  return changes.length + opened.length + resolved.length === 0 ? "As before: nothing differs." : `As before: ${told}.`;
}
