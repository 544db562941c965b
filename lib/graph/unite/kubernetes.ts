import type { Need, NodeId } from "#lib/graph/model.ts";
import type { HostPart } from "#lib/graph/part.ts";
import type { GraphBuilder } from "./builder.ts";
import type { Names } from "./names.ts";
import { type FleetMember, hostId } from "./places.ts";

type Kubernetes = NonNullable<HostPart["kubernetes"]>;

/**
 * What a node of Kubernetes comes to, link by link: hard volumes pile up tasks in state D, the cluster's DNS stops, its network plugin fails
 * for want of names, pods get no network, the node is not reached any more, and its watchdog ends it.
 */
export function addKubernetes(graph: GraphBuilder, names: Names, member: FleetMember): void {
  const { name: host, part } = member;
  const kubernetes = part.kubernetes;
  if (kubernetes === null) return;
  const id = hostId(host);
  const kubelet = graph.node("service", `${host}/kubelet`, { name: `kubelet of ${host}`, host });
  graph.need({ node: kubelet, when: "run", from: [id], failsOn: ["down"], becomes: "down", words: `the pods of ${host} go with it` });
  addVolumes(graph, names, member, kubernetes, kubelet);
  const evidence = [kubernetes.at];
  const dns = link(graph, `${host}/cluster-dns`, `cluster DNS on ${host}`, kubelet, {
    words: `the cluster's DNS on ${host} no longer answers`,
    rule: "k8s/dns-not-resilient",
    evidence,
  });
  if (kubernetes.cni === null) return;
  const cni = link(graph, `${host}/cni`, `${kubernetes.cni} on ${host}`, dns, {
    words: `${kubernetes.cni} fails: its agents cannot resolve, and make no endpoint any more`,
    rule: "k8s/cilium-degraded",
    evidence,
  });
  const pods = link(graph, `${host}/pod-network`, `pod network of ${host}`, cni, {
    words: `no pod on ${host} gets a network`,
    rule: "k8s/nodes-or-pods-stuck",
    evidence,
  });
  const cut = { node: id, when: "run", from: [pods], confidence: "suspected" } as const;
  graph.need({ ...cut, becomes: "isolated", words: `${host} loses its network with ${kubernetes.cni}, SSH with it`, evidence });
  addReset(graph, member);
}

/** A service of the node that needs the one before it. */
function link(
  graph: GraphBuilder,
  key: string,
  name: string,
  before: NodeId,
  need: Pick<Need, "words" | "evidence"> & { rule?: string },
): NodeId {
  const node = graph.node("service", key, { name, host: key.split("/")[0] ?? null });
  graph.need({ node, when: "run", from: [before], becomes: "down", confidence: "inferred", ...need });
  return node;
}

/** Volumes that are mounted here by their mount, others of the cluster by their server. */
function addVolumes(graph: GraphBuilder, names: Names, member: FleetMember, kubernetes: Kubernetes, kubelet: NodeId): void {
  const mounted = podMounts(member.part.mounts);
  const hung = { node: kubelet, when: "run", becomes: "hung", rule: "k8s/pv-nfs-hard" } as const;
  for (const mount of mounted.filter(({ onLoss }) => onLoss === "hangs"))
    graph.need({
      ...hung,
      from: [`mount:${member.name}/${mount.mountPoint}`],
      words: `tasks on ${member.name} pile up in state D: its pods wait for ${mount.servers.join(", ")}`,
      evidence: [mount.at],
    });
  const others = kubernetes.nfsServers.filter(({ server }) => !mounted.some(({ servers }) => servers.includes(server)));
  for (const { server, at } of others)
    graph.need({
      ...hung,
      from: [names.storage(names.reach(member, server).server)],
      words: `tasks on ${member.name} pile up in state D: its volumes mount ${server} hard`,
      evidence: [at],
    });
}

/** A watchdog that only proves its own daemon lets the node hang until that daemon hangs, too: last of all. */
function addReset(graph: GraphBuilder, { name: host, part }: FleetMember): void {
  if (!part.watchdog?.resets) return;
  const rest = link(graph, `${host}/agents`, `agents of ${host}`, `service:${host}/pod-network`, {
    words: `what is left on ${host} waits for names and pods that do not answer`,
    evidence: [part.watchdog.at],
  });
  graph.need({
    node: hostId(host),
    when: "run",
    from: [rest],
    becomes: "down",
    restarts: true,
    words: part.watchdog.onlyHeartbeat
      ? `${host} is reset at last: its watchdog proves only its own daemon, so it lets a hang last`
      : `${host} is reset: nobody feeds its watchdog any more`,
    rule: part.watchdog.onlyHeartbeat ? "watchdog/heartbeat-only" : null,
    confidence: "suspected",
    evidence: [part.watchdog.at],
  });
}

const podVolumes = /^\/var\/lib\/kubelet\/pods\//;

/** Volumes of pods come and go by the dozen: those of one server are one mount, which hangs or not. */
export function podMounts(mounts: HostPart["mounts"]): HostPart["mounts"] {
  const pods = new Map<string, HostPart["mounts"]>();
  for (const mount of mounts.filter(({ mountPoint }) => podVolumes.test(mountPoint))) {
    const key = [...mount.servers, mount.onLoss].join(" ");
    pods.set(key, [...(pods.get(key) ?? []), mount]);
  }
  return [...pods.values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : { ...first, mountPoint: `${same.length} volumes of pods from ${first.servers.join(", ")}` };
  });
}

/** Mounts that are not those of pods. */
export function hostMounts(mounts: HostPart["mounts"]): HostPart["mounts"] {
  return mounts.filter(({ mountPoint }) => !podVolumes.test(mountPoint));
}
