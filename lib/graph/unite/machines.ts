import type { NodeId } from "#lib/graph/model.ts";
import type { PartBridge, PartGuest } from "#lib/graph/part.ts";
import type { GraphBuilder } from "./builder.ts";
import { addGuest, isMovable } from "./guests.ts";
import { addOwnNetwork } from "./own-network.ts";
import { bridgeId, type FleetMember, guestId, labelOf, nicId, type Place } from "./places.ts";

/** Who of the fleet is what else: guests that are hosts, and nodes of clusters that are hosts. */
export interface Identities {
  /** The guest that a host of the fleet is, by the MAC of its card. */
  carrierOf(host: string): Place | undefined;
  /** The host of the fleet that runs inside a guest. */
  insideOf(guest: NodeId): FleetMember | undefined;
  /** Other nodes of a host's cluster, as the graph has them. */
  otherNodesOf(host: string): readonly NodeId[];
}

/** Hosts, guests and the network between them: what a guest needs of its host, and both of their uplinks. */
export function addMachines(graph: GraphBuilder, member: FleetMember, identities: Identities): void {
  const { name: host, part } = member;
  const id = graph.node("host", host, { name: host, host });
  for (const words of part.unread) graph.unknown(host, `${words} could not be read`);
  for (const bridge of part.bridges) addBridge(graph, host, bridge);
  addVlanUplinks(graph, member);
  addOwnNetwork(graph, member, id);
  addCarrier(graph, member, id, identities.carrierOf(host));
  addPending(graph, member, id);
  for (const guest of part.guests.filter(({ template }) => !template)) {
    const elsewhere = guest.isHa && isMovable(member, guest) ? identities.otherNodesOf(host) : [];
    addGuest(graph, member, guest, { inside: identities.insideOf(guestId(host, guest.id)), elsewhere });
    addPmxcfs(graph, member, guest, elsewhere);
  }
  for (const { by, address } of part.consoles) {
    const console = graph.node("console", `${host}/${address}`, { name: `${by} ${address}`, host });
    graph.need({ node: id, when: "recover", from: [console], becomes: "unmanaged", words: `nobody gets into ${host}: its ${by} is gone` });
  }
  if (part.system === "proxmox") addClusterFiles(graph, member, id);
}

function addBridge(graph: GraphBuilder, host: string, bridge: PartBridge): void {
  const id = graph.node("bridge", `${host}/${bridge.name}`, { name: bridge.name, host, roles: bridge.filters ? ["VLAN-aware"] : [] });
  for (const uplink of bridge.uplinks)
    graph.node("nic", `${host}/${uplink.name}`, {
      name: uplink.name,
      host,
      roles: ["uplink", ...pvidRole(bridge, uplink.pvid), ...filesRole(bridge, uplink)],
      running: uplink.carrier !== false,
    });
  if (bridge.uplinks.length === 0) return;
  const names = bridge.uplinks.map(({ name }) => name).join(", ");
  graph.need({
    node: id,
    when: "run",
    from: bridge.uplinks.map(({ name }) => nicId(host, name)),
    becomes: "isolated",
    words: `${bridge.name} of ${host} leads nowhere: ${names} is gone`,
    evidence: bridge.uplinks.map(({ at }) => at),
  });
}

/** An uplink that has the bridge's default PVID follows it when that is changed (bridge(8)). */
function pvidRole({ filters, defaultPvid }: PartBridge, pvid: number | null): string[] {
  return filters && pvid !== null && (defaultPvid === null || pvid === defaultPvid) ? [`PVID ${pvid}`] : [];
}

/** The PVID that the files give an uplink, where it runs with another. */
function filesRole({ filters }: PartBridge, { pvid, configured }: PartBridge["uplinks"][number]): string[] {
  const wanted = configured?.pvid ?? null;
  return filters && wanted !== null && pvid !== null && wanted !== pvid ? [`files: PVID ${wanted}, runs with ${pvid}`] : [];
}

/** A bridge on a VLAN of a card goes with that card, and with that VLAN. */
function addVlanUplinks(graph: GraphBuilder, { name: host, part }: FleetMember): void {
  const uplinks = new Set(part.bridges.flatMap((bridge) => bridge.uplinks.map(({ name }) => name)));
  for (const { name, vid, parent, at } of part.vlanInterfaces.filter((one) => uplinks.has(one.name) && one.parent !== one.name)) {
    const isBridge = part.bridges.some((bridge) => bridge.name === parent);
    const below = isBridge ? bridgeId(host, parent) : graph.node("nic", `${host}/${parent}`, { name: parent, host, roles: ["uplink"] });
    const vlan = graph.node("vlan", String(vid), { name: `VLAN ${vid}` });
    const run = { node: nicId(host, name), when: "run", becomes: "isolated", evidence: [at] } as const;
    graph.need({ ...run, from: [below], words: `${name} of ${host} goes with ${parent}` });
    graph.need({ ...run, from: [vlan], words: `VLAN ${vid} does not reach ${host} any more` });
  }
}

/** A host of the fleet that is a guest of another one goes and comes with it. */
function addCarrier(graph: GraphBuilder, { name: host }: FleetMember, id: NodeId, carrier: Place | undefined): void {
  if (carrier === undefined || carrier.id === id) return;
  const { words, confidence, evidence } = carrier;
  graph.describe(id, { identity: { words, confidence, evidence } });
  const run = { node: id, when: "run", from: [carrier.id], confidence, evidence } as const;
  graph.need({ ...run, failsOn: ["down"], becomes: "down", words: `${host} is that guest: it goes with it` });
  graph.need({ ...run, failsOn: ["hung"], becomes: "hung", words: `${host} is that guest: it stands still` });
  graph.need({ ...run, failsOn: ["isolated"], becomes: "isolated", words: `${host} is that guest: nobody reaches it` });
}

/** Proxmox moves a saved network configuration into place at the next boot, whoever asked for that boot (pvenetcommit). */
function addPending(graph: GraphBuilder, { part }: FleetMember, id: NodeId): void {
  if (part.pendingNetwork === null) return;
  graph.describe(id, { roles: ["saved network configuration"] });
  if (part.system !== "proxmox") return;
  graph.need({
    node: id,
    when: "boot",
    from: [],
    unknown: true,
    becomes: "isolated",
    words: "comes up with the network configuration that is saved and was never applied, and that does not suit",
    rule: "bridge/pending-network-config",
    evidence: [part.pendingNetwork],
  });
}

const clusterFiles = (host: string): NodeId => `service:${host}/pmxcfs`;

/** /etc/pve comes from pmxcfs, which ends where the node's name is a loopback address only. */
function addClusterFiles(graph: GraphBuilder, { name: host, part }: FleetMember, id: NodeId): void {
  const service = graph.node("service", `${host}/pmxcfs`, { name: `/etc/pve of ${host}`, host });
  graph.need({ node: service, when: "run", from: [id], failsOn: ["down"], becomes: "down", words: `/etc/pve goes with ${host}` });
  if (part.pmxcfsBlocked === null) return;
  const at = part.pmxcfsBlocked;
  graph.need({
    node: service,
    when: "boot",
    from: [id],
    isRace: true,
    retries: false,
    becomes: "down",
    words: `pmxcfs does not start: the name of ${host} is a loopback address (${at.text.trim()})`,
    manual: `correct line ${at.line} of ${at.source}, then \`systemctl restart pve-cluster\``,
    rule: "boot/pve-hostname-resolves-to-loopback",
    evidence: [at],
  });
}

/** Without /etc/pve the node is up, and none of its guests starts. */
function addPmxcfs(graph: GraphBuilder, { name: host, part }: FleetMember, guest: PartGuest, elsewhere: readonly NodeId[]): void {
  if (part.system !== "proxmox") return;
  graph.need({
    node: guestId(host, guest.id),
    when: "start",
    from: [clusterFiles(host)],
    elsewhere,
    becomes: "down",
    words: `${labelOf(guest)} is not started: /etc/pve is empty on ${host}`,
    rule: part.pmxcfsBlocked === null ? null : "boot/pve-hostname-resolves-to-loopback",
  });
}
