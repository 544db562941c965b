import type { FleetFacts } from "#lib/graph/fleet-facts.ts";
import type { Given } from "#lib/graph/given.ts";
import { givenToSearch } from "#lib/graph/given-search.ts";
import type { GraphNode } from "#lib/graph/model.ts";
import type { Disagreement } from "#lib/graph/vlans/model.ts";
import { type VlanQuery, type VlanView, viewOf } from "#lib/graph/vlans/view.ts";
import { type FleetVlans, vlansOf } from "#lib/graph/vlans/vlans.ts";
import type { Loaded } from "./questions.ts";

/** A disagreement with the rehearsal that shows what it comes to, in words and as an address; null where none fits. */
export interface ToldDisagreement extends Omit<Disagreement, "given"> {
  rehearsal: { words: string; href: string } | null;
}

/** One page of the VLAN matrix, with what a page needs to lead on. */
export interface VlansAnswer extends Omit<VlanView, "disagreements"> {
  disagreements: ToldDisagreement[];
  /** Ids of the hosts on this page, by name. */
  hostIds: Record<string, string>;
}

/** Comparing a large fleet takes longer than showing a page of it: done once for what is loaded. */
const compared = new WeakMap<FleetFacts, FleetVlans>();

/** Answers one page of the matrix. */
export function askVlans(loaded: Loaded, query: VlanQuery): VlansAnswer {
  const { facts } = loaded;
  const vlans = compared.get(facts) ?? vlansOf(facts.hosts, facts.declarations, new Date());
  compared.set(facts, vlans);
  const view = viewOf(vlans, query);
  const named = new Set([...view.columns.map(({ host }) => host), ...view.disagreements.flatMap(({ hosts }) => hosts)]);
  const hostIds = Object.fromEntries(facts.hosts.filter(({ name }) => named.has(name)).map(({ id, name }) => [name, id]));
  return { ...view, disagreements: view.disagreements.map((one) => toldOf(loaded, one)), hostIds };
}

/** Only what the graph has can be rehearsed: nobody may need that VLAN there. */
function toldOf({ graph }: Loaded, { given, ...rest }: Disagreement): ToldDisagreement {
  const node = given?.target == null ? undefined : graph.nodes.get(given.target);
  if (given === null || node === undefined) return { ...rest, rehearsal: null };
  return { ...rest, rehearsal: { words: wordsOf(given, node), href: `/rehearse?${givenToSearch([given])}` } };
}

/** For a label; the shortest words that can be read back would have to look through the whole graph for each of a hundred. */
function wordsOf(given: Given, { kind, name, host }: GraphNode): string {
  const target = kind === "host" || host === null ? name : `${name} of ${host}`;
  switch (given.what) {
    case "set-pvid":
      return `set PVID ${given.vid} on ${target}`;
    case "apply-network":
      return `apply the network configuration of ${target}`;
    default:
      return `${given.what} ${target}`;
  }
}
