import { apartRule } from "#lib/graph/effects.ts";
import type { Given } from "#lib/graph/given.ts";
import type { HostPart } from "#lib/graph/part.ts";
import type { Step } from "#lib/graph/rehearsal.ts";
import { hostId } from "#lib/graph/unite/places.ts";
import type { FleetMember } from "#lib/graph/unite.ts";
import type { Scenario } from "#lib/rules/rule.ts";
import { restartAnswer } from "./guest-restarts.ts";
import { lossOutcomes } from "./others.ts";
import {
  guestOutcomes,
  hostOutcomes,
  mountOutcomes,
  type Outcome,
  otherHostOutcomes,
  quorumOutcomes,
  serviceOutcomes,
  worstOf,
} from "./outcome.ts";
import type { Played, View } from "./view.ts";

/** What was given, and all that follows for a host and what hangs on it. */
export interface Answer {
  given: readonly Given[];
  outcomes: readonly Outcome[];
}

type Ask = (view: View, member: FleetMember) => Answer | null;

/** Nobody reads more events than this in one address, and no host uses more servers. */
const maximumLost = 19;

const reboot = (host: string): Given => ({ what: "reboot", target: hostId(host) });
const returning = ({ phase }: Step) => phase === "return";

/** What each scenario gives, and how what follows is read; null where a host has nothing to lose by it. */
export const asks: Readonly<Record<Scenario, Ask>> = {
  reboot: (view, member) => restarted(view, member, [reboot(member.name)]),
  "hardware-fault": (view, member) => restarted(view, member, [{ what: "hardware-fault", target: hostId(member.name) }]),
  "power-loss": (view, { name, part }) => {
    const given: Given[] = [{ what: "power-loss", target: null }];
    const { steps, byHost } = view.playShared(given);
    const own = (byHost.get(name) ?? []).filter(returning);
    const cluster = steps.filter(({ node, phase }) => phase === "return" && node.kind === "cluster" && node.name === part.cluster?.name);
    const outcomes = [...hostOutcomes(name, own), ...quorumOutcomes(cluster, "high"), ...guestOutcomes(own), ...serviceOutcomes(name, own)];
    return { given, outcomes };
  },
  "nas-loss": (view, { name }) => {
    const lost = lose(view.usesOf(name).storages);
    if (lost.length === 0) return null;
    const own = view.playShared(lost).byHost.get(name) ?? [];
    const outcomes = ownOutcomes(name, own);
    return withoutBoot(view, name, { given: lost, outcomes });
  },
  "dns-loss": (view, { name }) => {
    const lost = lose(view.usesOf(name).dns);
    if (lost.length === 0) return null;
    const own = (view.playShared(lost).byHost.get(name) ?? []).filter(({ because }) => because.node?.kind !== "dns");
    const outcomes = ownOutcomes(name, own);
    return withoutBoot(view, name, { given: lost, outcomes });
  },
  "node-loss": (view, { name }) => {
    const given: Given[] = [{ what: "lose", target: hostId(name) }];
    return { given, outcomes: lossOutcomes(view.graph, name, view.play(given).steps) };
  },
  "network-change": (view, { name, part }) => {
    const given = [networkChange(name, part)];
    const own = view.play(given).byHost.get(name) ?? [];
    return { given, outcomes: ownOutcomes(name, own) };
  },
  "guest-restart": restartAnswer,
};

function lose(targets: ReadonlySet<string>): Given[] {
  return [...targets]
    .sort()
    .slice(0, maximumLost)
    .map((target) => ({ what: "lose", target }));
}

function ownOutcomes(host: string, steps: readonly Step[]): Outcome[] {
  return [...hostOutcomes(host, steps), ...guestOutcomes(steps), ...serviceOutcomes(host, steps), ...mountOutcomes(steps)];
}

/** What does not come back with a host that restarts alone: its own, and what others need of it. */
function restarted(view: View, { name }: FleetMember, given: Given[]): Answer {
  const { steps } = view.play(given);
  const back = steps.filter(returning);
  const others = back.filter(({ node }) => node.host !== name);
  const outcomes = [
    ...hostOutcomes(name, back),
    ...quorumOutcomes(steps, "high"),
    ...otherHostOutcomes(others, "high"),
    ...guestOutcomes(back),
    ...serviceOutcomes(name, back),
  ];
  return { given, outcomes };
}

/**
 * While a server is gone a reboot is what people try first: where the host then stays down, that is told as well. What may keep it down
 * anyway says nothing of the server.
 */
function withoutBoot(view: View, host: string, answer: Answer): Answer {
  if (worstOf(answer.outcomes)?.tone === "critical") return answer;
  const given = [...answer.given, reboot(host)];
  const isDown = ({ byHost }: Played) =>
    byHost.get(host)?.some(({ node, phase, state }) => node.kind === "host" && phase === "return" && state === "down") === true;
  if (!isDown(view.play(given)) || (view.isPossible && isDown(view.play([reboot(host)])))) return answer;
  return { given, outcomes: [{ tone: "critical", words: "no boot", may: "may not boot" }] };
}

/**
 * The change that a host is due for: one that is saved, or the repair of a bridge whose host and guests are in different VLANs; else that
 * what is stored is applied.
 */
function networkChange(host: string, { faults, bridges, guests, pendingNetwork }: HostPart): Given {
  const apart = pendingNetwork === null ? faults.find(({ rule }) => rule === apartRule) : undefined;
  const bridge = bridges.find(({ name }) => name === apart?.subject);
  const vids = guests.flatMap(({ nics }) => nics.flatMap((nic) => (nic.bridge === bridge?.name ? (nic.vid ?? []) : [])));
  const vid = mostCommon(vids.filter((one) => one !== bridge?.hostVid));
  if (bridge === undefined || vid === undefined) return { what: "apply-network", target: hostId(host) };
  return { what: "set-pvid", target: `bridge:${host}/${bridge.name}`, vid };
}

function mostCommon(numbers: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const one of numbers) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].sort(([one, first], [other, second]) => second - first || one - other)[0]?.[0];
}
