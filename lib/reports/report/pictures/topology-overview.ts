import { count } from "#lib/format.ts";
import { toneWords } from "#lib/reports/report/document/words.ts";
import type { Drawing } from "#lib/reports/report/drawing.ts";
import type { TopologyHost, TopologyThing, TopologyTie } from "#lib/reports/report/topology-model.ts";
import { groupBy } from "#lib/rules/shared/wording.ts";
import { type Item, layeredDrawing } from "./layers.ts";
import { packed } from "./packed.ts";
import { besides, type TopologyIndex } from "./topology-index.ts";
import { itemWords, lineOf, thingItem } from "./topology-items.ts";
import { faultWords, guestWords, unreadWords, worstOf } from "./topology-words.ts";

/** Hosts of a cluster, a site or a network. */
export interface HostGroup {
  id: string;
  kind: TopologyHost["group"]["kind"];
  name: string;
  hosts: readonly TopologyHost[];
}

/** The groups of a report's hosts, the largest first, hosts on their own last. */
export function groupsOf({ hosts }: TopologyIndex): HostGroup[] {
  const groups = [...groupBy(hosts, ({ group }) => `${group.kind} ${group.name}`)].flatMap(([id, own]): HostGroup[] => {
    const [first] = own;
    return first === undefined ? [] : [{ id: `group ${id}`, ...first.group, hosts: own }];
  });
  const rank = ({ kind }: HostGroup) => (kind === "alone" ? 1 : 0);
  return groups.sort((one, other) => rank(one) - rank(other) || other.hosts.length - one.hosts.length || (one.id < other.id ? -1 : 1));
}

/** Groups and what several of them hang on, in pictures of a page each. */
export function overviewDrawings(index: TopologyIndex, groups: readonly HostGroup[]): Drawing[] {
  const groupOf = new Map(groups.flatMap(({ id, hosts }) => hosts.map((host) => [host.id, id] as const)));
  const groupsAt = (thing: TopologyThing) => new Set(besides(index, thing.id).flatMap((id) => groupOf.get(id) ?? []));
  const shared = index.things.filter((thing) => groupsAt(thing).size > 1);
  const ties = shared.flatMap((thing) => [...groupBy(tiesOf(index, thing, groupOf), ({ from }) => from).values()].flatMap(folded));
  const parts = packed(groups, (group) => groupItem(index, group)).flatMap((own) => {
    const ids = new Set(own.map(({ id }) => id));
    const beside = shared.filter((thing) => [...groupsAt(thing)].some((id) => ids.has(id)));
    return packed(beside, (thing) => sharedItem(index, thing, ties)).map((things) => ({ own, things }));
  });
  return parts.map(({ own, things }, at) => {
    const layers = [
      { head: "Clusters, sites, networks", items: own.map((group) => groupItem(index, group)) },
      { head: "What several of them hang on", items: things.map((thing) => sharedItem(index, thing, ties)) },
    ];
    const items = layers.flatMap((layer) => layer.items);
    const ids = new Set(items.map(({ id }) => id));
    const lines = ties.filter(({ from, to }) => ids.has(from) && ids.has(to)).map(lineOf);
    return layeredDrawing({
      title: `The fleet by clusters, sites and networks${parts.length === 1 ? "" : ` (${at + 1} of ${parts.length})`}`,
      description: items.map((item) => itemWords({ ...index, from: (id) => ties.filter(({ from }) => from === id) }, item)),
      ...{ layers, ties: lines },
    });
  });
}

/** Ties of something with hosts, each as if the host's group had it. */
function tiesOf(index: TopologyIndex, { id }: TopologyThing, groupOf: ReadonlyMap<string, string>): TopologyTie[] {
  const all = [...index.to(id).map((tie) => ({ tie, host: tie.from })), ...index.from(id).map((tie) => ({ tie, host: tie.to }))];
  return all.flatMap(({ tie, host }) => {
    const group = groupOf.get(host);
    return group === undefined ? [] : [{ ...tie, from: group, to: id }];
  });
}

function folded(ties: readonly TopologyTie[]): TopologyTie[] {
  const [first] = ties;
  if (first === undefined) return [];
  return [
    {
      ...first,
      needs: ties.reduce((sum, { needs }) => sum + needs, 0),
      when: [...new Set(ties.flatMap(({ when }) => when))],
      faults: [...new Set(ties.flatMap(({ faults }) => faults))],
      severity: worstOf(ties),
      words: [],
      unknown: ties.every(({ unknown }) => unknown),
    },
  ];
}

function groupItem(index: TopologyIndex, { id, kind, name, hosts }: HostGroup): Item {
  const guests = hosts.reduce((sum, { guests: own }) => ({ total: sum.total + own.total, off: sum.off + own.off }), { total: 0, off: 0 });
  const unread = hosts.filter(({ read }) => !read).length;
  const gaps = hosts.filter((host) => host.read && unreadWords(host) !== null).length;
  const faults = faultWords(hosts.flatMap((host) => index.from(host.id)));
  const rows = [
    { text: `${count(hosts.length, "host")}, ${guestWords(guests)}` },
    ...(unread === 0 ? [] : [{ text: `${count(unread, "host")} not read`, tone: "unknown" as const }]),
    ...(gaps === 0 ? [] : [{ text: `${count(gaps, "host")} with facts not read`, tone: "unknown" as const }]),
    ...(faults === null ? [] : [faults]),
  ];
  return { id, kind: kind === "alone" ? "no group" : kind, name, rows, ...(unread === hosts.length ? { look: "dashed" as const } : {}) };
}

function sharedItem(index: TopologyIndex, thing: TopologyThing, ties: readonly TopologyTie[]): Item {
  const own = ties.filter(({ to }) => to === thing.id);
  const worst = worstOf(own);
  const item = thingItem(index, thing, [], true);
  return worst === null
    ? item
    : {
        ...item,
        rows: [
          ...item.rows,
          { tone: worst, text: `${toneWords[worst]} for ${count(own.filter(({ severity }) => severity !== null).length, "group")}` },
        ],
      };
}
