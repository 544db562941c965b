import type { NodeId, State } from "#lib/graph/model.ts";
import type { PartBridge, PartGuest } from "#lib/graph/part.ts";
import type { GraphBuilder } from "./builder.ts";
import { bridgeId, type FleetMember, hostId, labelOf, legId } from "./places.ts";

/** What is known of a guest beyond its host. */
export interface Around {
  /** The host of the fleet that runs inside it, where that is visited too: only it tells how the guest takes its cards' names. */
  inside: FleetMember | undefined;
  /** Other nodes that HA can start it on. */
  elsewhere: readonly NodeId[];
}

const onDown: readonly State[] = ["down"];
const onHung: readonly State[] = ["hung"];

/** A guest: what it needs of its host to run and to start, and the ways into it. */
export function addGuest(graph: GraphBuilder, member: FleetMember, guest: PartGuest, { inside, elsewhere }: Around): void {
  const { name: host } = member;
  const id = graph.node("guest", `${host}/${guest.id}`, {
    name: guest.name,
    host,
    running: guest.running !== false,
    roles: guest.onboot ? [...guest.roles, "onboot"] : guest.roles,
  });
  addCarrier(graph, id, member, guest, elsewhere);
  addNicMove(graph, id, guest, inside);
  addLegs(graph, id, member, guest);
  if (guest.console !== null) {
    const console = graph.node("console", `${host}/${guest.id}`, { name: guest.console, host, roles: ["over its host"] });
    graph.need({ node: id, when: "recover", from: [console], becomes: "unmanaged", words: `nobody gets into ${guest.name}` });
  }
}

/** It goes, hangs and comes back with its host. */
function addCarrier(graph: GraphBuilder, id: NodeId, { name: host }: FleetMember, guest: PartGuest, elsewhere: readonly NodeId[]): void {
  const label = labelOf(guest);
  const from = [hostId(host)];
  const evidence = [guest.at];
  // Written out, here and below: there are tens of thousands of guests, and a spread costs more than the need itself.
  graph.need({
    node: id,
    when: "run",
    from,
    failsOn: onDown,
    becomes: "down",
    words: `${label} goes with ${host}${elsewhere.length === 0 ? "" : " until HA starts it on another node"}`,
    elsewhere,
    evidence,
  });
  graph.need({ node: id, when: "run", from, failsOn: onHung, becomes: "hung", words: `${label} stands still with ${host}`, evidence });
  if (guest.onboot) return;
  graph.need({
    node: id,
    when: "boot",
    from,
    isRace: true,
    retries: false,
    becomes: "down",
    words: `${label} stays off: it does not start with ${host}`,
    manual: `start ${guest.name}`,
    rule: "guests/important-guest-without-onboot",
    evidence: [guest.onbootAt],
  });
}

/** Whether another node of the cluster reaches all its disks. */
export function isMovable({ part }: FleetMember, guest: PartGuest): boolean {
  return guest.disks.every(({ storage: id, path }) => {
    const storage = part.storages.find((one) => one.id === id);
    return storage === undefined ? path === null : storage.servers.length > 0 || storage.isReplicated;
  });
}

/** The card that the next start moves: a system that takes it by its MAC does not mind, one that takes it by its slot loses it. */
function addNicMove(graph: GraphBuilder, id: NodeId, guest: PartGuest, inside: FleetMember | undefined): void {
  if (guest.nicMove === null || (inside !== undefined && inside.part.unpinned.length === 0)) return;
  const [card] = inside?.part.unpinned ?? [];
  const system = card === undefined ? "" : `, and its system knows the card only as ${card.interface}`;
  graph.need({
    node: id,
    when: "start",
    from: [],
    retries: false,
    becomes: "isolated",
    words: `${labelOf(guest)} comes back without its network: ${guest.nicMove.words}${system}`,
    manual:
      guest.console === null
        ? "no console is configured: attach a rescue disk"
        : `log in by ${guest.console} and correct the name of the card`,
    rule: "change/pending-guest-pci-layout",
    confidence: card === undefined ? "inferred" : "confirmed",
    evidence: [guest.nicMove.at, ...(card === undefined ? [] : [card.at])],
  });
}

/** Its cards: without the last bridge or VLAN it is cut off, without one of several it loses a leg. */
function addLegs(graph: GraphBuilder, id: NodeId, { name: host, part }: FleetMember, guest: PartGuest): void {
  const cards = guest.nics.flatMap((nic) => {
    const bridge = part.bridges.find(({ name }) => name === nic.bridge);
    return bridge === undefined
      ? []
      : { leg: legOf(graph, host, bridge, nic.vid), words: nic.vid === null ? bridge.name : `VLAN ${nic.vid} of ${bridge.name}` };
  });
  const legs = [...new Map(cards.map((card) => [card.leg, card.words]))];
  if (legs.length === 0) return;
  const evidence = guest.nics.map(({ at }) => at);
  const all = legs.map(([, words]) => words).join(", ");
  graph.need({
    node: id,
    when: "run",
    from: legs.map(([leg]) => leg),
    becomes: "isolated",
    words: `${labelOf(guest)} is cut off with ${all} on ${host}`,
    evidence,
  });
  if (legs.length === 1) return;
  const run = { node: id, when: "run", evidence } as const;
  for (const [leg, words] of legs)
    graph.need({ ...run, from: [leg], becomes: "degraded", words: `${labelOf(guest)} loses its leg in ${words} on ${host}` });
}

/** What carries untagged frames, or those of a VLAN, out of a host: the bridge, or that VLAN on it. */
export function legOf(graph: GraphBuilder, host: string, { name }: PartBridge, vid: number | null): NodeId {
  if (vid === null) return bridgeId(host, name);
  const leg = legId(host, name, vid);
  if (graph.has(leg)) return leg;
  const vlan = graph.node("vlan", String(vid), { name: `VLAN ${vid}` });
  graph.node("vlan", `${host}/${name}.${vid}`, { name: `VLAN ${vid} on ${name}`, host });
  const run = { node: leg, when: "run", becomes: "isolated" } as const;
  graph.need({ ...run, from: [bridgeId(host, name)], words: `VLAN ${vid} on ${name} of ${host} leads nowhere` });
  graph.need({ ...run, from: [vlan], words: `VLAN ${vid} does not reach ${host} any more` });
  return leg;
}
