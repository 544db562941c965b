import type { NodeId } from "#lib/graph/model.ts";
import { isAddress, isLoopback } from "#lib/rules/shared/ip-address.ts";
import type { GraphBuilder } from "./builder.ts";
import type { Names } from "./names.ts";
import { type FleetMember, hostId, type Places } from "./places.ts";

/** What hosts ask others for while they run: names, a way out, the time, somebody to alert, and what Kubernetes makes of it. */
export function addServices(graph: GraphBuilder, names: Names, places: Places, member: FleetMember): void {
  const { name: host, part } = member;
  const id = hostId(host);
  const servers = part.nameservers.filter(({ server }) => !isLoopback(server));
  if (servers.length > 0) {
    graph.need({
      node: id,
      when: "run",
      from: servers.map(({ server }) => names.dns(server)),
      becomes: "degraded",
      words: `${host} resolves no name: ${servers.map(({ server }) => server).join(", ")} ${servers.length === 1 ? "is" : "are"} gone`,
      rule: servers.length === 1 ? "dns/single-nameserver" : null,
      delaySeconds: 5,
      evidence: servers.map(({ at }) => at),
    });
  }
  const gateways = part.gateways.filter(({ answers }) => answers !== false);
  if (gateways.length > 0) {
    const from = gateways.map(({ address }) => gatewayAt(graph, names, places, address));
    graph.need({
      node: id,
      when: "run",
      from,
      becomes: "degraded",
      words: `${host} has no way out: ${gateways.map(({ address }) => address).join(", ")} is gone`,
      evidence: gateways.map(({ at }) => at),
    });
  }
  for (const { server, at } of part.timeSources) {
    const source = graph.node("time-source", server.toLowerCase(), { name: server });
    if (isAddress(server)) names.serveAt(source, places.at(server), "time", `the time source ${server} runs on it`);
    graph.need({ node: source, when: "run", from: [], atLeast: 0, becomes: "down", words: "", evidence: [at] });
  }
  addAlerts(graph, names, places, member, id);
  addKubernetes(graph, names, places, member, id);
}

function gatewayAt(graph: GraphBuilder, names: Names, places: Places, address: string): NodeId {
  const id = graph.node("gateway", address, { name: `gateway ${address}` });
  names.serveAt(id, places.at(address), "gateway", `the gateway ${address} is it`);
  return id;
}

function addAlerts(graph: GraphBuilder, names: Names, places: Places, { name: host, part }: FleetMember, id: NodeId): void {
  for (const { server, at } of part.alertTargets) {
    const path = graph.node("alert-path", `${host}/${server}`, { name: `alerts of ${host} to ${server}`, host });
    graph.need({ node: path, when: "run", from: [id], becomes: "down", words: `no alert leaves ${host}`, evidence: [at] });
    const place = isAddress(server) ? places.at(server) : places.named(server);
    if (place !== undefined)
      graph.need({
        node: path,
        when: "run",
        from: [place.id],
        becomes: "down",
        words: `alerts of ${host} end at ${server}, which is gone`,
        evidence: [at],
      });
    const gateways = place === undefined ? part.gateways.filter(({ answers }) => answers !== false) : [];
    if (gateways.length > 0)
      graph.need({
        node: path,
        when: "run",
        from: gateways.map(({ address }) => gatewayAt(graph, names, places, address)),
        becomes: "down",
        words: `alerts of ${host} do not get out`,
        evidence: [at],
      });
  }
}

/** Hard NFS volumes pile up tasks in state D; with the node go the cluster's DNS and, once names fail, its network plugin. */
function addKubernetes(graph: GraphBuilder, names: Names, places: Places, member: FleetMember, id: NodeId): void {
  const { name: host, part } = member;
  const kubernetes = part.kubernetes;
  if (kubernetes === null) return;
  const kubelet = graph.node("service", `${host}/kubelet`, { name: `kubelet of ${host}`, host });
  const dns = graph.node("service", `${host}/cluster-dns`, { name: `cluster DNS on ${host}`, host });
  graph.need({ node: kubelet, when: "run", from: [id], becomes: "down", words: `the pods of ${host} go with it` });
  for (const { server, at } of kubernetes.nfsServers) {
    const reached = names.reach(member, server);
    const storage = graph.node("storage", reached.server, { name: reached.server });
    names.serveAt(
      storage,
      isAddress(reached.server) ? places.at(reached.server) : undefined,
      "storage",
      `the storage ${reached.server} is served by it`,
    );
    graph.need({
      node: kubelet,
      when: "run",
      from: [storage],
      becomes: "hung",
      words: `tasks on ${host} pile up in state D: its volumes mount ${server} hard`,
      rule: "k8s/pv-nfs-hard",
      evidence: [at],
    });
  }
  graph.need({
    node: dns,
    when: "run",
    from: [kubelet],
    becomes: "down",
    words: `the cluster's DNS on ${host} no longer answers`,
    rule: "k8s/dns-not-resilient",
    confidence: "inferred",
    evidence: [kubernetes.at],
  });
  if (kubernetes.cni !== null) {
    const cni = graph.node("service", `${host}/cni`, { name: `${kubernetes.cni} on ${host}`, host });
    graph.need({
      node: cni,
      when: "run",
      from: [dns],
      becomes: "down",
      words: `${kubernetes.cni} fails: its agents cannot resolve, and new pods get no network`,
      rule: "k8s/cilium-degraded",
      confidence: "inferred",
      evidence: [kubernetes.at],
    });
    graph.need({
      node: id,
      when: "run",
      from: [cni],
      becomes: "isolated",
      words: `${host} loses its network with ${kubernetes.cni}, SSH with it`,
      confidence: "suspected",
      evidence: [kubernetes.at],
    });
  }
  if (part.watchdog?.resets && kubernetes.isControlPlane) {
    graph.need({
      node: id,
      when: "run",
      from: [kubelet],
      failsOn: ["hung"],
      becomes: "down",
      restarts: true,
      words: `${host} is reset: nobody feeds its watchdog any more`,
      confidence: "suspected",
      evidence: [part.watchdog.at],
    });
  }
}
