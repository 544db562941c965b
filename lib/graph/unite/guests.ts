import type { NodeId } from "#lib/graph/model.ts";
import type { PartGuest } from "#lib/graph/part.ts";
import type { GraphBuilder } from "./builder.ts";
import { bridgeId, type FleetMember, guestId, hostId, labelOf, vlanId } from "./places.ts";

/** What is known of a guest beyond its host. */
export interface Around {
  /** The host of the fleet that runs inside it, where that is visited too: only it tells how the guest takes its cards' names. */
  inside: FleetMember | undefined;
  /** Other nodes that HA can start it on. */
  elsewhere: readonly NodeId[];
}

/** A guest: what it needs of its host to run and to start, and the ways into it. */
export function addGuest(graph: GraphBuilder, member: FleetMember, guest: PartGuest, { inside, elsewhere }: Around): void {
  const { name: host } = member;
  const id = graph.node("guest", `${host}/${guest.id}`, {
    name: guest.name,
    host,
    running: guest.running !== false,
    roles: [...guest.roles, ...(guest.onboot ? ["onboot"] : [])],
  });
  const run = { node: id, when: "run", from: [hostId(host)], evidence: [guest.at] } as const;
  graph.need({ ...run, failsOn: ["down"], becomes: "down", words: `${labelOf(guest)} goes with ${host}`, elsewhere });
  graph.need({ ...run, failsOn: ["hung"], becomes: "hung", words: `${labelOf(guest)} stands still with ${host}` });
  if (!guest.onboot) {
    graph.need({
      node: id,
      when: "boot",
      from: [hostId(host)],
      isRace: true,
      retries: false,
      becomes: "down",
      words: `${labelOf(guest)} stays off: it does not start with ${host}`,
      manual: `start ${guest.name}`,
      rule: "guests/important-guest-without-onboot",
      evidence: [guest.onbootAt],
    });
  }
  addNicMove(graph, member, guest, inside);
  addLegs(graph, member, guest);
  if (guest.console !== null) {
    const console = graph.node("console", `${host}/${guest.id}`, { name: guest.console, host });
    graph.need({ node: console, when: "run", from: [hostId(host)], becomes: "down", words: `${guest.console} goes with ${host}` });
    graph.need({ node: id, when: "recover", from: [console], becomes: "unmanaged", words: `nobody gets into ${guest.name}` });
  }
}

/** Whether another node of the cluster reaches all its disks. */
export function isMovable({ part }: FleetMember, guest: PartGuest): boolean {
  return guest.disks.every(({ storage: id, path }) => {
    const storage = part.storages.find((one) => one.id === id);
    return storage === undefined ? path === null : storage.servers.length > 0 || storage.isReplicated;
  });
}

/** The card that the next start moves: a system that takes it by its MAC does not mind, one that takes it by its slot loses it. */
function addNicMove(graph: GraphBuilder, { name: host }: FleetMember, guest: PartGuest, inside: FleetMember | undefined): void {
  if (guest.nicMove === null || (inside !== undefined && inside.part.unpinned.length === 0)) return;
  const [card] = inside?.part.unpinned ?? [];
  const system = card === undefined ? "" : `, and its system knows the card only as ${card.interface}`;
  graph.need({
    node: guestId(host, guest.id),
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

/** Its bridges and VLANs: without the last it is cut off, without one of several it loses a leg. */
function addLegs(graph: GraphBuilder, { name: host, part }: FleetMember, guest: PartGuest): void {
  const known = new Set(part.bridges.map(({ name }) => name));
  const legs = guest.nics.filter(({ bridge }) => bridge !== null && known.has(bridge));
  const bridges = [...new Set(legs.map(({ bridge }) => bridge ?? ""))];
  if (bridges.length === 0) return;
  const run = { node: guestId(host, guest.id), when: "run", evidence: legs.map(({ at }) => at) } as const;
  const from = bridges.map((bridge) => bridgeId(host, bridge));
  graph.need({ ...run, from, becomes: "isolated", words: `${labelOf(guest)} is cut off with ${bridges.join(", ")} of ${host}` });
  if (bridges.length > 1) {
    for (const bridge of bridges)
      graph.need({
        ...run,
        from: [bridgeId(host, bridge)],
        becomes: "degraded",
        words: `${labelOf(guest)} loses its leg in ${bridge} of ${host}`,
      });
  }
  const vids = [...new Set(legs.flatMap(({ vid }) => vid ?? []))];
  if (vids.length > 0 && legs.every(({ vid }) => vid !== null))
    graph.need({ ...run, from: vids.map(vlanId), becomes: "isolated", words: `${labelOf(guest)} is cut off with VLAN ${vids.join(", ")}` });
  for (const vid of vids) graph.node("vlan", String(vid), { name: `VLAN ${vid}` });
}
