import { givenText } from "#lib/graph/given-text.ts";
import type { CheckedHost, CheckInput } from "./check-input.ts";
import { type CheckView, reason, searchOf, viewOf } from "./check-view.ts";
import { howTo } from "./commands.ts";
import { inShort } from "./compare.ts";
import type { PlannedStep, PreCheck, PreCheckVerdict, Reason } from "./pre-check.ts";
import { foundReasons } from "./reasons/found.ts";
import { unreadReasons } from "./reasons/freshness.ts";
import { ledgerReasons } from "./reasons/ledger.ts";
import { rehearsedReasons } from "./reasons/rehearsed.ts";
import { outDuring, type RolledStep } from "./rolling.ts";
import type { ActionKind, PlannedAction } from "./window.ts";

/** Decides whether a window may begin. Pure and deterministic; what is not known is a reason of its own, never a pass. */
export function preCheck(input: CheckInput): PreCheck {
  const view = viewOf(input);
  const rehearsed = rehearsedReasons(view);
  const told = new Set(rehearsed.flatMap(({ rule }) => rule ?? []));
  const unknown = unknownOf(view);
  const all = [...unreadReasons(view), ...rehearsed, ...foundReasons(view, told), ...ledgerReasons(view), ...openReason(unknown)];
  const reasons = distinct([...all.filter(({ weight }) => weight === "blocker"), ...all.filter(({ weight }) => weight === "care")]);
  const verdict = verdictOf(reasons);
  return {
    verdict,
    headline: headlineOf(view, verdict, reasons),
    reasons,
    steps: view.rolled.map((rolled, index) => stepOf(view, rolled, index + 1)),
    affected: affectedOf(view),
    unknown,
    visits: view.hosts.map(({ name, isFresh, seenAt, snapshotId, coverage, error, findings }) => ({
      host: name,
      isFresh,
      seenAt: seenAt?.toISOString() ?? null,
      snapshotId,
      coverage,
      error,
      open: findings.map(inShort),
    })),
  };
}

function verdictOf(reasons: readonly Reason[]): PreCheckVerdict {
  if (reasons.some(({ weight }) => weight === "blocker")) return "no-go";
  return reasons.length > 0 ? "care" : "go";
}

function headlineOf({ graph }: CheckView, verdict: PreCheckVerdict, reasons: readonly Reason[]): string {
  const [first] = reasons;
  if (first === undefined) return "Go: every planned action comes back by itself in the rehearsal, and nothing else speaks against it.";
  const blockers = reasons.filter(({ weight }) => weight === "blocker").length;
  const count = verdict === "no-go" ? blockers : reasons.length;
  const head = verdict === "no-go" ? "No-go" : "Go with care";
  return `${head}: ${count === 1 ? "one reason" : `${count} reasons`}. ${sentence(first.words, (word) => graph.byName.has(word.toLowerCase()))}`;
}

/** Names of machines are written as they are, at the beginning of a sentence too. */
function sentence(words: string, isName: (word: string) => boolean): string {
  const begin = isName(words.split(" ")[0] ?? "") ? words.charAt(0) : words.charAt(0).toUpperCase();
  return `${begin}${words.slice(1)}${/[.!?]$/.test(words) ? "" : "."}`;
}

/** The same said twice, of the same host, counts once; the first says where. */
function distinct(reasons: readonly Reason[]): Reason[] {
  const seen = new Set<string>();
  return reasons.filter(({ host, words, code }) => {
    const key = `${code}\n${host}\n${words}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function unknownOf({ rolled }: CheckView): string[] {
  return [...new Set(rolled.flatMap(({ played }) => played?.unknown ?? []))];
}

function openReason(unknown: readonly string[]): Reason[] {
  const [first] = unknown;
  if (first === undefined) return [];
  const words = unknown.length === 1 ? `one thing is not known: ${first}` : `${unknown.length} things are not known, among them: ${first}`;
  return [reason({ weight: "care", code: "unknown", words, next: "read through what is not known, below" })];
}

function stepOf(view: CheckView, rolled: RolledStep, position: number): PlannedStep {
  const { action, host, given, played, stays } = rolled;
  const checked: CheckedHost | null = view.hosts.find(({ id }) => id === host?.id) ?? null;
  return {
    position,
    what: action.what,
    host: host?.name ?? null,
    words: wordsOf(action, host?.name ?? null, given[0] === undefined ? null : givenText(view.graph, given[0])),
    rehearsal: searchOf(rolled),
    votes: played?.votes ?? [],
    out: outDuring(rolled).map(({ name }) => name),
    stays: [...new Set(stays.filter(({ node }) => node.kind === "host" || node.kind === "guest").map(({ node }) => node.name))],
    ...howTo(action, checked),
  };
}

const verbs: Readonly<Record<ActionKind, string>> = {
  reboot: "reboot",
  upgrade: "upgrade",
  "network-change": "change the network of",
  "storage-change": "change storage",
  "hardware-change": "change the hardware of",
  "power-off-all": "power off everything",
  "guest-restart": "restart guest",
};

/** A planned action in words: "reboot kvm-01", "restart guest web of pve". */
export function wordsOf(action: PlannedAction, host: string | null, rehearsed: string | null): string {
  if (action.what === "power-off-all") return verbs[action.what];
  if (action.what === "guest-restart" && rehearsed !== null) return rehearsed;
  const subject =
    action.what === "guest-restart" ? `${action.subject} of ${host}` : action.what === "storage-change" ? action.subject : host;
  return `${verbs[action.what]} ${subject ?? "a host that is no longer there"}`;
}

/** Machines with a role that are out in some step: their people want to know. */
function affectedOf({ rolled, graph }: CheckView): PreCheck["affected"] {
  const steps = new Map<string, number[]>();
  for (const [index, one] of rolled.entries())
    for (const { id } of [...outDuring(one), ...one.stays.map(({ node }) => node)]) {
      const known = steps.get(id) ?? [];
      if (!known.includes(index + 1)) steps.set(id, [...known, index + 1]);
    }
  return [...steps]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([id, numbers]) => {
      const node = graph.nodes.get(id);
      if (node?.kind !== "guest") return [];
      return [{ name: node.name, host: node.host, roles: [...node.roles].filter((role) => role !== "onboot"), steps: numbers }];
    });
}
