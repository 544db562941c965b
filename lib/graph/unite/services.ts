import type { NodeId } from "#lib/graph/model.ts";
import type { HostPart } from "#lib/graph/part.ts";
import { isAddress, isLoopback } from "#lib/rules/shared/ip-address.ts";
import type { GraphBuilder } from "./builder.ts";
import { addKubernetes } from "./kubernetes.ts";
import type { Names } from "./names.ts";
import { type FleetMember, hostId } from "./places.ts";

/** What hosts ask others for while they run: names, a way out, the time, somebody to alert, and what Kubernetes makes of it. */
export function addServices(graph: GraphBuilder, names: Names, member: FleetMember): void {
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
  const [first, ...others] = servers;
  if (first !== undefined && others.length > 0) addLookups(graph, names, host, first);
  const gateways = usedGateways(part);
  if (gateways.length > 0) {
    const rest = part.gateways.filter(({ address }) => !gateways.some((used) => used.address === address)).map(({ address }) => address);
    graph.need({
      node: id,
      when: "run",
      from: gateways.map(({ address, mac }) => names.gateway(address, mac)),
      becomes: "degraded",
      words: `${host} has no way out: ${gateways.map(({ address }) => address).join(", ")} is gone${rest.length === 0 ? "" : `, and ${rest.join(", ")} is not asked while the link is up`}`,
      evidence: gateways.map(({ at }) => at),
    });
  }
  for (const { server, at } of part.timeSources) {
    const source = graph.node("time-source", server.toLowerCase(), { name: server });
    if (isAddress(server)) names.serveAt(source, names.at(server), "time", `the time source ${server}`);
    graph.need({ node: source, when: "run", from: [], atLeast: 0, becomes: "down", words: "", evidence: [at] });
  }
  addAlerts(graph, names, member, id);
  addKubernetes(graph, names, member);
}

/** The routes that the kernel takes: those of the least metric. One that does not answer now carries nothing that could be lost. */
function usedGateways({ gateways }: HostPart): HostPart["gateways"] {
  const answering = gateways.filter(({ answers }) => answers !== false);
  const least = Math.min(...answering.map(({ metric }) => metric));
  return answering.filter(({ metric }) => metric === least);
}

/** The first server is asked first: while it is silent each lookup waits for it, five seconds by default (resolv.conf(5)). */
function addLookups(graph: GraphBuilder, names: Names, host: string, { server, at }: HostPart["nameservers"][number]): void {
  const lookups = graph.node("service", `${host}/lookups`, { name: `lookups of ${host}`, host });
  graph.need({
    node: lookups,
    when: "run",
    from: [names.dns(server)],
    becomes: "degraded",
    words: `each lookup of ${host} waits 5 s for ${server} before it asks the next server`,
    delaySeconds: 5,
    evidence: [at],
  });
}

function addAlerts(graph: GraphBuilder, names: Names, { name: host, part }: FleetMember, id: NodeId): void {
  for (const { server, at } of part.alertTargets) {
    const path = graph.node("alert-path", `${host}/${server}`, { name: `alerts of ${host} to ${server}`, host });
    graph.need({ node: path, when: "run", from: [id], becomes: "down", words: `no alert leaves ${host}`, evidence: [at] });
    const place = names.at(server);
    if (place !== undefined)
      graph.need({
        node: path,
        when: "run",
        from: [place.id],
        becomes: "down",
        words: `alerts of ${host} end at ${server}, which is gone`,
        evidence: [at],
      });
    const gateways = place === undefined ? usedGateways(part) : [];
    if (gateways.length > 0)
      graph.need({
        node: path,
        when: "run",
        from: gateways.map(({ address, mac }) => names.gateway(address, mac)),
        becomes: "down",
        words: `alerts of ${host} do not get out`,
        evidence: [at],
      });
  }
}
