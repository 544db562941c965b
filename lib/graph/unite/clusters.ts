import type { Need, NodeId } from "#lib/graph/model.ts";
import type { GraphBuilder } from "./builder.ts";
import type { Names } from "./names.ts";
import { type FleetMember, guestId, hostId, labelOf } from "./places.ts";

type ClusterNode = NonNullable<FleetMember["part"]["cluster"]>["members"][number];

/** Clusters with their votes: what each member gives, what the quorum device gives, and what is lost without a majority. */
export function addClusters(graph: GraphBuilder, names: Names, members: readonly FleetMember[]): void {
  const clusters = new Map<string, FleetMember[]>();
  for (const member of members) {
    const name = member.part.cluster?.name;
    if (name !== undefined) clusters.set(name, [...(clusters.get(name) ?? []), member]);
  }
  const nodeOf = clusterNodes(members);
  for (const [name, own] of clusters) addCluster(graph, names, name, own, nodeOf);
}

/** The host of the fleet that a node of a cluster is, by its name there or by an address; else a node of its own. */
export function clusterNodes(members: readonly FleetMember[]): (cluster: string, node: ClusterNode) => NodeId {
  const byName = new Map<string, FleetMember>();
  const byAddress = new Map<string, FleetMember>();
  for (const member of members) {
    const { address, part } = member;
    if (part.cluster !== null) byName.set(`${part.cluster.name}/${part.cluster.nodeName}`, member);
    for (const one of [address, ...part.addresses.map((own) => own.address)]) if (!byAddress.has(one)) byAddress.set(one, member);
  }
  return (cluster, { name, addresses }) => {
    const host = byName.get(`${cluster}/${name}`) ?? addresses.map((one) => byAddress.get(one)).find((one) => one !== undefined);
    return host === undefined ? `host:${cluster}/${name}` : hostId(host.name);
  };
}

function addCluster(
  graph: GraphBuilder,
  names: Names,
  name: string,
  own: readonly FleetMember[],
  nodeOf: ReturnType<typeof clusterNodes>,
): void {
  const cluster = own[0]?.part.cluster;
  if (cluster === null || cluster === undefined) return;
  const id = graph.node("cluster", name, { name });
  for (const node of cluster.members) if (!graph.has(nodeOf(name, node))) graph.node("host", `${name}/${node.name}`, { name: node.name });
  const voters: Need["from"][number][] = cluster.members
    .filter(({ votes }) => votes > 0)
    .map((node) => ({ node: nodeOf(name, node), weight: node.votes }));
  const device = cluster.qdevice;
  if (device !== null) voters.push({ node: addQuorumDevice(graph, names, name, device, own, nodeOf), weight: device.votes });
  const expected = voters.reduce((sum, { weight }) => sum + weight, 0);
  const missing = missingVotes(own, expected);
  const quorum = cluster.quorum ?? (cluster.twoNode && device === null ? 1 : Math.floor((cluster.expectedVotes ?? expected) / 2) + 1);
  graph.need({
    node: id,
    when: "run",
    from: voters,
    // Votes that are missing now are counted among the voters: so many more are needed.
    atLeast: quorum + missing,
    failsOn: ["isolated", "hung", "down"],
    becomes: "unmanaged",
    words: `${name} has no quorum: /etc/pve is read-only and no guest starts`,
    rule: "cascade/quorum-lost-if-node-reboots",
    evidence: [cluster.at],
  });
  for (const member of own) addMember(graph, id, name, member);
}

/** Votes that all who tell miss now, beside that of a quorum device that does not vote for them. */
function missingVotes(own: readonly FleetMember[], expected: number): number {
  const missing = own.flatMap(({ part: { cluster } }) => {
    if (cluster === null || cluster.totalVotes === null) return [];
    const deaf = cluster.qdevice?.isVoting === false ? cluster.qdevice.votes : 0;
    return Math.max(0, expected - deaf - cluster.totalVotes);
  });
  return missing.length === 0 ? 0 : Math.min(...missing);
}

type Device = NonNullable<NonNullable<FleetMember["part"]["cluster"]>["qdevice"]>;

/** The quorum device: its machine, and the members that count its vote. A node adds that vote to its own count only (votequorum(5)). */
function addQuorumDevice(
  graph: GraphBuilder,
  names: Names,
  name: string,
  device: Device,
  own: readonly FleetMember[],
  nodeOf: ReturnType<typeof clusterNodes>,
): NodeId {
  const deaf = new Set(own.filter(({ part }) => part.cluster?.qdevice?.isVoting === false).map((member) => hostId(member.name)));
  const nodes = (own[0]?.part.cluster?.members ?? []).map((node) => nodeOf(name, node));
  const counting = nodes.filter((node) => !deaf.has(node));
  const id = graph.node("quorum-device", name, { name: `quorum device ${device.host ?? ""}`.trim(), running: counting.length > 0 });
  for (const member of own)
    if (member.part.cluster?.qdevice?.isVoting === null) graph.unknown(member.name, "whether the quorum device votes for it is not known");
  if (deaf.size > 0)
    graph.need({
      node: id,
      when: "run",
      from: counting,
      becomes: "down",
      words: `its vote counts for no node that is left: ${[...deaf].map((node) => node.slice("host:".length)).join(", ")} does not get it`,
      rule: "cluster/qdevice-not-voting",
    });
  const place = device.host === null ? undefined : names.at(device.host);
  if (place !== undefined)
    graph.need({
      node: id,
      when: "run",
      from: [place.id],
      becomes: "down",
      words: `the quorum device of ${name} is gone with ${place.name}`,
      rule: "cascade/qdevice-inside-cluster",
      confidence: place.confidence,
      evidence: place.evidence,
    });
  return id;
}

function addMember(graph: GraphBuilder, cluster: string, name: string, { name: host, part }: FleetMember): void {
  const at = part.cluster?.at;
  const evidence = at === undefined ? [] : [at];
  const ha = part.cluster?.haActive ?? null;
  if (ha !== false) {
    graph.need({
      node: hostId(host),
      when: "run",
      from: [cluster],
      failsOn: ["unmanaged"],
      becomes: "down",
      restarts: true,
      unknown: ha === null,
      words:
        ha === null
          ? `has active HA services: it resets itself without quorum`
          : `${host} resets itself: HA is active there and ${name} has no quorum`,
      rule: "watchdog/softdog-with-ha",
      evidence,
    });
  }
  for (const guest of part.guests.filter(({ template }) => !template)) {
    graph.need({
      node: guestId(host, guest.id),
      when: "start",
      from: [cluster],
      failsOn: ["unmanaged", "down"],
      becomes: "down",
      words: `${labelOf(guest)} is not started: ${name} has no quorum`,
      rule: "cluster/not-quorate",
      evidence,
    });
  }
}
