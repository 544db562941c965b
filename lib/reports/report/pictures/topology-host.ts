import { list } from "#lib/format.ts";
import type { Drawing } from "#lib/reports/report/drawing.ts";
import type { TopologyHost, TopologyThing } from "#lib/reports/report/topology-model.ts";
import { type Item, type ItemRow, layeredDrawing } from "./layers.ts";
import { packed } from "./packed.ts";
import { nameOf, type TopologyIndex } from "./topology-index.ts";
import { hostItem, itemWords, lineOf, thingItem } from "./topology-items.ts";
import { kindWords } from "./topology-words.ts";

/** Bridges and mounts for which the box of a host has room; their own tables have them all. */
const maximumRows = 14;

/** One host between what it needs and who needs it. */
export function topologyHostDrawings(index: TopologyIndex, host: TopologyHost): Drawing[] {
  const needed = index.from(host.id).flatMap(({ to }) => index.thing(to) ?? []);
  const needs = new Set(needed.map(({ id }) => id));
  const needers = index.to(host.id).flatMap(({ from }) => (needs.has(from) ? [] : (index.thing(from) ?? [])));
  const right = packed(needed, (thing) => rightItem(index, host, thing));
  const left = packed(needers, (thing) => leftItem(index, thing));
  const parts = Math.max(right.length, left.length);
  return Array.from({ length: parts }, (_, at) => {
    const layers = [
      { head: `What needs ${host.name}`, items: (left[at] ?? []).map((thing) => leftItem(index, thing)) },
      { head: "The host", items: [{ ...hostItem(index, host), rows: [...hostItem(index, host).rows, ...insideRows(host)] }] },
      { head: `What ${host.name} needs`, items: (right[at] ?? []).map((thing) => rightItem(index, host, thing)) },
    ];
    const items = layers.flatMap((layer) => layer.items);
    const ids = new Set(items.map(({ id }) => id));
    const ties = index.ties.filter(({ from, to }) => ids.has(from) && ids.has(to)).map(lineOf);
    return layeredDrawing({
      title: `What ${host.name} hangs on, and what hangs on it${parts === 1 ? "" : ` (${at + 1} of ${parts})`}`,
      description: items.map((item) => itemWords(index, item)),
      ...{ layers, ties },
    });
  });
}

function rightItem(index: TopologyIndex, { id }: TopologyHost, thing: TopologyThing): Item {
  return thingItem(
    index,
    thing,
    index.to(thing.id).filter(({ from }) => from === id),
    true,
  );
}

/** What lies on the host or counts on it, with who counts on that. */
function leftItem(index: TopologyIndex, thing: TopologyThing): Item {
  const users = index.to(thing.id).map(({ from }) => nameOf(index, from, kindWords));
  const item = thingItem(index, thing, [], false);
  return users.length === 0 ? item : { ...item, rows: [{ text: `needed by ${list(users, 4)}`, isTie: true }, ...item.rows] };
}

function insideRows({ bridges, mounts, votes }: TopologyHost): ItemRow[] {
  const all = [
    ...bridges.map(({ name, words, running }) => ({ text: `${name}: ${words}${running ? "" : ", down"}` })),
    ...mounts.map(({ name, words, running }) => ({ text: `${name}: ${words}${running ? "" : ", not mounted"}` })),
    ...votes.filter(({ name }) => name !== "votes").map(({ name, words }) => ({ text: `${name}: ${words}` })),
  ];
  if (all.length <= maximumRows) return all;
  return [...all.slice(0, maximumRows - 1), { text: `and ${all.length - maximumRows + 1} more, in the tables below` }];
}
