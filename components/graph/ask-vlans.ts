import type { FleetFacts } from "#lib/graph/fleet-facts.ts";
import { givenToSearch } from "#lib/graph/given-search.ts";
import { givenText } from "#lib/graph/given-text.ts";
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
  if (given === null || given.target === null || !graph.nodes.has(given.target)) return { ...rest, rehearsal: null };
  return { ...rest, rehearsal: { words: givenText(graph, given), href: `/rehearse?${givenToSearch([given])}` } };
}
