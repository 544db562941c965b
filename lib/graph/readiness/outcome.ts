import { shortOf } from "#lib/graph/effects.ts";
import { type NodeKind, type State, states } from "#lib/graph/model.ts";
import type { Step } from "#lib/graph/rehearsal.ts";

/** Something that a cell can say. Of several the worst speaks; of equally bad ones, the first. */
export interface Outcome {
  tone: "critical" | "high" | "medium" | "low";
  words: string;
  /** The same where it is only possible. */
  may: string;
}

const tones: readonly Outcome["tone"][] = ["critical", "high", "medium", "low"];

/** The one that speaks; undefined where nothing follows. */
export function worstOf(outcomes: readonly Outcome[]): Outcome | undefined {
  return outcomes.toSorted((one, other) => badness(one) - badness(other))[0];
}

/** 0 for the worst; 4 for nothing. */
export function badness(outcome: Outcome | undefined): number {
  return outcome === undefined ? tones.length : tones.indexOf(outcome.tone);
}

const lastingFates: readonly (readonly [State, Outcome])[] = [
  ["down", { tone: "critical", words: "stays down", may: "may stay down" }],
  ["hung", { tone: "critical", words: "hangs", may: "may hang" }],
  ["isolated", { tone: "critical", words: "isolated", may: "may be isolated" }],
];
const goesDown: Outcome = { tone: "critical", words: "goes down", may: "may go down" };

/** What becomes of a host itself: gone, or only poorer. */
export function hostOutcomes(host: string, steps: readonly Step[]): Outcome[] {
  const own = steps.filter(({ node }) => node.id === `host:${host}`);
  const gone = lastingFates.flatMap(([state, outcome]) => {
    const step = own.find((one) => one.state === state);
    if (step === undefined) return [];
    return state === "down" && !own.some((one) => one.phase === "return" && one.state === state) ? [goesDown] : [outcome];
  });
  const poorer = own.filter(({ state }) => state === "degraded").map(poorerOutcome);
  return [...gone, ...poorer];
}

const lostService: Partial<Record<NodeKind, string>> = { dns: "no DNS", gateway: "no gateway" };

function poorerOutcome({ because }: Step): Outcome {
  const short = because.rule === null ? undefined : shortOf(because.rule);
  return { tone: "medium", words: short ?? lostService[because.node?.kind ?? "host"] ?? "degraded", may: short ?? "may lose more" };
}

/** Services of a host that count by themselves: what runs on it without being a guest. */
const services: Readonly<Record<string, string>> = {
  "kubelet hung": "pods hang",
  "pod-network down": "no pod network",
  "pmxcfs down": "no /etc/pve",
};

export function serviceOutcomes(host: string, steps: readonly Step[]): Outcome[] {
  const prefix = `service:${host}/`;
  const own = steps.filter(({ node }) => node.id.startsWith(prefix));
  const words = own.flatMap(({ node, state }) => services[`${node.id.slice(prefix.length)} ${state}`] ?? []);
  return words.map((one) => ({ tone: "high", words: one, may: "may lose more" }));
}

const guestWords: readonly (readonly [State, string])[] = [
  ["down", "off"],
  ["hung", "hang"],
  ["isolated", "offline"],
];

/** Guests that are gone, by what becomes of most of them: "7 guests off". */
export function guestOutcomes(steps: readonly Step[]): Outcome[] {
  const worst = new Map<string, State>();
  for (const { node, state } of steps.filter(({ node: { kind } }) => kind === "guest")) {
    const known = worst.get(node.id);
    if (known === undefined || states.indexOf(state) > states.indexOf(known)) worst.set(node.id, state);
  }
  const counts = guestWords.map(([state, word]) => ({ word, count: [...worst.values()].filter((one) => one === state).length }));
  const most = counts.toSorted((one, other) => other.count - one.count)[0];
  if (most === undefined || most.count === 0) return [];
  const words = `${most.count} ${most.count === 1 ? "guest" : "guests"} ${most.word === "hang" && most.count === 1 ? "hangs" : most.word}`;
  return [{ tone: "high", words, may: "may lose guests" }];
}

export function mountOutcomes(steps: readonly Step[]): Outcome[] {
  const mounts = steps.filter(({ node }) => node.kind === "mount");
  const hung = new Set(mounts.filter(({ state }) => state === "hung").map(({ node }) => node.id)).size;
  const gone = new Set(mounts.filter(({ state }) => state === "down").map(({ node }) => node.id)).size;
  if (hung > 0) return [{ tone: "medium", words: hung === 1 ? "1 mount hangs" : `${hung} mounts hang`, may: "may hang" }];
  if (gone > 0) return [{ tone: "medium", words: gone === 1 ? "1 mount gone" : `${gone} mounts gone`, may: "may lose mounts" }];
  return [];
}

/** Other hosts that are gone; one that is a guest itself counts among the guests. */
export function otherHostOutcomes(steps: readonly Step[], tone: Outcome["tone"]): Outcome[] {
  const isGone = (state: State) => state === "down" || state === "hung" || state === "isolated";
  const gone = steps.filter(({ node, state, because }) => node.kind === "host" && isGone(state) && because.node?.kind !== "guest");
  const count = new Set(gone.map(({ node }) => node.id)).size;
  return count === 0 ? [] : [{ tone, words: count === 1 ? "1 host lost" : `${count} hosts lost`, may: "may lose hosts" }];
}

export function quorumOutcomes(steps: readonly Step[], tone: Outcome["tone"]): Outcome[] {
  const isLost = steps.some(({ node, state }) => node.kind === "cluster" && state === "unmanaged");
  return isLost ? [{ tone, words: "no quorum", may: "may lose quorum" }] : [];
}
