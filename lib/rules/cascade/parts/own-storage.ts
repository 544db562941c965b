import type { GraphNode, Need } from "#lib/graph/model.ts";
import { type FleetView, neededBy, needsOf, nodesOf, oncePerGraph, placesOf } from "./fleet-view.ts";

/** A storage that a guest serves to the host that it runs on. */
export interface OwnStorage {
  storage: GraphNode;
  server: GraphNode;
  /** Why the guest is taken for the server. */
  served: Need;
  host: string;
  /** The host's mounts of it. */
  mounts: { need: Need; requiredAtBoot: boolean }[];
  /** Disks of other guests of the host on it, one need for each guest. */
  disks: Need[];
  /** Some of those guests are started once, without waiting for it. */
  races: boolean;
}

export const ownStorages = oncePerGraph((view: FleetView): OwnStorage[] =>
  nodesOf(view, "storage").flatMap((storage) =>
    placesOf(view, storage.id)
      .filter(({ machine }) => machine.kind === "guest" && machine.host !== null)
      .flatMap(({ machine, need }) => ownUse(view, storage, machine, need)),
  ),
);

function ownUse(view: FleetView, storage: GraphNode, server: GraphNode, served: Need): OwnStorage[] {
  const host = server.host ?? "";
  const isOwn = ({ node }: Need) => view.nodes.get(node)?.host === host && node !== server.id;
  const running = (kind: GraphNode["kind"]) => (need: Need) => need.when === "run" && view.nodes.get(need.node)?.kind === kind;
  const uses = neededBy(view, storage.id).filter(isOwn);
  const mounts = uses.filter(running("mount"));
  const below = mounts.flatMap(({ node }) => neededBy(view, node)).filter(isOwn);
  const all = [...uses, ...below].filter(running("guest"));
  const disks = [...new Map(all.map((need) => [need.node, need])).values()];
  if (mounts.length + disks.length === 0) return [];
  const requiredAtBoot = (mount: string) => neededBy(view, mount).some(({ when, node }) => when === "boot" && node === `host:${host}`);
  return [
    {
      storage,
      server,
      served,
      host,
      mounts: mounts.map((need) => ({ need, requiredAtBoot: requiredAtBoot(need.node) })),
      disks,
      races: disks.some(({ node }) => needsOf(view, node).some(({ when, isRace }) => when === "start" && isRace)),
    },
  ];
}
