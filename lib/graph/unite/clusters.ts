import type { Need } from "#lib/graph/model.ts";
import { isAddress } from "#lib/rules/shared/ip-address.ts";
import type { GraphBuilder } from "./builder.ts";
import { type FleetMember, guestId, hostId, type Places } from "./places.ts";

/** Clusters with their votes: what each member gives, what the quorum device gives, and what is lost without a majority. */
export function addClusters(graph: GraphBuilder, places: Places, members: readonly FleetMember[]): void {
  const clusters = new Map<string, FleetMember[]>();
  for (const member of members) {
    const name = member.part.cluster?.name;
    if (name !== undefined) clusters.set(name, [...(clusters.get(name) ?? []), member]);
  }
  const hostAt = byAddress(members);
  for (const [name, own] of clusters) addCluster(graph, places, name, own, hostAt);
}

type HostAt = (addresses: readonly string[]) => FleetMember | undefined;

function addCluster(graph: GraphBuilder, places: Places, name: string, own: readonly FleetMember[], hostAt: HostAt): void {
  const [first] = own;
  const cluster = first?.part.cluster;
  if (cluster === null || cluster === undefined) return;
  const id = graph.node("cluster", name, { name });
  const voters: Need["from"][number][] = cluster.members.flatMap(({ name: node, addresses, votes }) => {
    const host = own.find(({ part }) => part.cluster?.nodeName === node) ?? hostAt(addresses);
    const voter = host === undefined ? graph.node("host", `${name}/${node}`, { name: node }) : hostId(host.name);
    return votes > 0 ? [{ node: voter, weight: votes }] : [];
  });
  const device = cluster.qdevice;
  // A vote that some member says is not counted is no vote for whoever plans a reboot.
  const isVoting = own.every(({ part }) => part.cluster?.qdevice?.isVoting !== false);
  if (device !== null) {
    const qdevice = graph.node("quorum-device", name, { name: `quorum device ${device.host ?? ""}`.trim(), running: isVoting });
    const place = device.host === null ? undefined : isAddress(device.host) ? places.at(device.host) : places.named(device.host);
    if (place !== undefined)
      graph.need({
        node: qdevice,
        when: "run",
        from: [place.id],
        becomes: "down",
        words: `the quorum device runs on it`,
        rule: "cascade/qdevice-inside-cluster",
        confidence: place.confidence,
        evidence: place.evidence,
      });
    voters.push({ node: qdevice, weight: device.votes });
  }
  const expected = voters.reduce((sum, { weight }) => sum + weight, 0);
  const quorum = cluster.quorum ?? (cluster.twoNode && device === null ? 1 : Math.floor((cluster.expectedVotes ?? expected) / 2) + 1);
  graph.need({
    node: id,
    when: "run",
    from: voters,
    atLeast: quorum,
    failsOn: ["isolated", "hung", "down"],
    becomes: "unmanaged",
    words: `${name} has no quorum: /etc/pve is read-only and no guest starts`,
    rule: "cascade/quorum-lost-if-node-reboots",
    evidence: [cluster.at],
  });
  for (const member of own) addMember(graph, id, name, member);
}

/** The member that has one of some addresses: the first by name where several have. */
function byAddress(members: readonly FleetMember[]): HostAt {
  const places = new Map<string, number>();
  for (const [place, { address, part }] of members.entries())
    for (const one of [address, ...part.addresses.map((own) => own.address)]) if (!places.has(one)) places.set(one, place);
  return (addresses) => members[Math.min(...addresses.map((one) => places.get(one) ?? members.length))];
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
      words: `${host} resets itself: HA is active there and ${name} has no quorum`,
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
      words: `${guest.name} is not started: ${name} has no quorum`,
      rule: "cluster/not-quorate",
      evidence,
    });
  }
}
