import type { Drawing } from "#lib/reports/report/drawing.ts";
import type { TopologyHost, TopologyThing, TopologyTie } from "#lib/reports/report/topology-model.ts";
import { type Item, layeredDrawing } from "./layers.ts";
import { packed } from "./packed.ts";
import { besides, type TopologyIndex } from "./topology-index.ts";
import { hostItem, itemWords, lineOf, thingItem } from "./topology-items.ts";

/** What some hosts hang on, and what that needs in turn. */
interface Layers {
  hosts: readonly TopologyHost[];
  near: readonly TopologyThing[];
  far: readonly TopologyThing[];
}

/** Hosts that belong together and what they hang on, in pictures of a page each: every host and everything tied to one is in one of them. */
export function topologyGroupDrawings(index: TopologyIndex, title: string, hosts: readonly TopologyHost[]): Drawing[] {
  const all = layersOf(index, hosts);
  const parts = packed(all.hosts, (host) => hostItem(index, host)).flatMap((own) => partsOf(index, all, own));
  return parts.map((part, at) => drawingOf(index, `${title}${parts.length === 1 ? "" : ` (${at + 1} of ${parts.length})`}`, part));
}

/** Guests that serve stand behind what they serve as; one that serves only others stands beside its host. */
function layersOf(index: TopologyIndex, hosts: readonly TopologyHost[]): Layers {
  const own = new Set(hosts.map(({ id }) => id));
  const isTied = (set: ReadonlySet<string>) => (thing: TopologyThing) => besides(index, thing.id).some((id) => set.has(id));
  const tied = index.things.filter(isTied(own));
  const isOnHost = ({ kind, host }: TopologyThing) => kind === "guest" && hosts.some(({ name }) => name === host);
  const first = tied.filter((thing) => !isOnHost(thing));
  const firstIds = new Set(first.map(({ id }) => id));
  const alone = tied.filter((thing) => isOnHost(thing) && !isTied(firstIds)(thing));
  const near = [...first, ...alone];
  const nearIds = new Set(near.map(({ id }) => id));
  return { hosts, near, far: index.things.filter((thing) => !nearIds.has(thing.id) && isTied(nearIds)(thing)) };
}

/** Pictures of a stack of hosts: one, unless what stands beside them is too much for a page. */
function partsOf(index: TopologyIndex, all: Layers, hosts: readonly TopologyHost[]): Layers[] {
  const near = tiedTo(index, all.near, hosts);
  return packed(near, (thing) => itemOf(index, thing, false)).flatMap((some, first) => {
    const far = tiedTo(index, all.far, some);
    return packed(far, (thing) => itemOf(index, thing, true)).map((rest, second) => ({
      hosts: first === 0 && second === 0 ? hosts : tiedTo(index, hosts, some),
      near: second === 0 ? some : tiedTo(index, some, rest),
      far: rest,
    }));
  });
}

function tiedTo<T extends { id: string }>(index: TopologyIndex, some: readonly T[], others: readonly { id: string }[]): T[] {
  const ids = new Set(others.map(({ id }) => id));
  return some.filter(({ id }) => besides(index, id).some((one) => ids.has(one)));
}

function itemOf(index: TopologyIndex, thing: TopologyThing, isLast: boolean, ties: readonly TopologyTie[] = index.to(thing.id)): Item {
  return thingItem(index, thing, ties, isLast);
}

function drawingOf(index: TopologyIndex, title: string, { hosts, near, far }: Layers): Drawing {
  const layers = [
    { head: "Hosts", items: hosts.map((host) => hostItem(index, host)) },
    { head: "What they hang on", items: near.map((thing) => itemOf(index, thing, far.length === 0)) },
    { head: "What that hangs on", items: far.map((thing) => itemOf(index, thing, true)) },
  ];
  const items = layers.flatMap((layer) => layer.items);
  const ids = new Set(items.map(({ id }) => id));
  const ties = index.ties.filter(({ from, to }) => ids.has(from) && ids.has(to)).map(lineOf);
  const description = items.map((item) => itemWords(index, item));
  return layeredDrawing({ title, description, layers, ties });
}
