import type { Declarations } from "#lib/facts/declared.ts";
import { isAddress } from "#lib/rules/shared/ip-address.ts";
import type { FleetGraph } from "./model.ts";
import { GraphBuilder } from "./unite/builder.ts";
import { addClusters, clusterNodes } from "./unite/clusters.ts";
import { addFaults } from "./unite/faults.ts";
import { addMachines, type Identities } from "./unite/machines.ts";
import { Names } from "./unite/names.ts";
import { type FleetMember, hostId, type Place, type Places, placesOf } from "./unite/places.ts";
import { addServices } from "./unite/services.ts";
import { addStorage } from "./unite/storage.ts";

export type { FleetMember } from "./unite/places.ts";

/**
 * The union of what hosts say, with identities resolved across them: the guest with that address is the DNS server in another host's
 * resolv.conf. What a person declared goes before what follows from facts. Pure; the order of the members does not matter.
 */
export function unite(unsorted: readonly FleetMember[], declarations: Declarations = []): FleetGraph {
  const members = unsorted.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const graph = new GraphBuilder();
  const places = placesOf(members, declarations);
  const names = new Names(graph, places, members);
  const identities = identitiesOf(places, members);
  for (const member of members) addMachines(graph, member, identities);
  for (const member of members) addStorage(graph, names, member);
  for (const member of members) addServices(graph, names, member);
  addClusters(graph, names, members);
  for (const member of members) addFaults(graph, names, identities, member);
  addDeclared(graph, members, declarations);
  return graph.build();
}

/** Hosts that are guests of others, by the MAC of a card, and the nodes of each cluster. */
function identitiesOf(places: Places, members: readonly FleetMember[]): Identities {
  const nodes = clusterNodes(members);
  const carriers = new Map<string, Place>();
  const inside = new Map<string, FleetMember>();
  for (const member of members) {
    const place = member.part.macs.flatMap((mac) => places.byMac(mac) ?? []).find(({ host }) => host !== member.name);
    if (place === undefined) continue;
    carriers.set(member.name, place);
    inside.set(place.id, member);
  }
  const clusters = new Map(members.map(({ name, part }) => [name, part.cluster]));
  return {
    carrierOf: (host) => carriers.get(host),
    insideOf: (guest) => inside.get(guest),
    otherNodesOf: (host) => {
      const cluster = clusters.get(host);
      const own = (cluster?.members ?? []).map((node) => nodes(cluster?.name ?? "", node));
      return own.filter((id) => id !== hostId(host));
    },
  };
}

/** Consoles, checks from outside and switch ports that somebody told of. */
function addDeclared(graph: GraphBuilder, members: readonly FleetMember[], declarations: Declarations): void {
  const byName = new Map(members.map((member) => [member.name, member]));
  for (const said of declarations) {
    if (said.kind === "external-probe")
      graph.node("alert-path", said.target, { name: `${said.checkedBy} checks ${said.target} from outside`, declared: true });
    const member = byName.get(said.host ?? "");
    if (member === undefined) continue;
    if (said.kind === "out-of-band") {
      const known = isAddress(said.address) && member.part.consoles.some(({ address }) => address === said.address);
      const console = graph.node("console", `${member.name}/${said.address}`, {
        name: `${said.by} ${said.address}`,
        host: member.name,
        declared: !known,
      });
      graph.need({
        node: hostId(member.name),
        when: "recover",
        from: [console],
        becomes: "unmanaged",
        words: `nobody gets into ${member.name}`,
      });
      if (said.sharesNetworkWithHost)
        graph.need({
          node: console,
          when: "run",
          from: [hostId(member.name)],
          becomes: "isolated",
          words: `the way to ${said.address} leads through ${member.name}`,
        });
    }
    if (said.kind === "switch-port")
      graph.describe(`nic:${member.name}/${said.interface}`, { roles: [`native VLAN ${said.nativeVlan ?? "none"}`], declared: true });
  }
}
