import type { NodeId } from "#lib/graph/model.ts";
import { isAddress, isLoopback, sameAddress } from "#lib/rules/shared/ip-address.ts";
import type { GraphBuilder } from "./builder.ts";
import type { FleetMember, Place, Places } from "./places.ts";

/** A server as one host reaches it: the node of its address, and the name that has to be answered first, if any. */
export interface ReachedServer {
  /** Canonical word for the server: its address where any host knows it, else its name. */
  server: string;
  /** The DNS name that must be resolved; null for an address and for a name of the hosts file. */
  name: NodeId | null;
}

/** Tells for each host how it gets from a server's name to its address. */
export class Names {
  readonly #graph: GraphBuilder;
  readonly #places: Places;
  /** Addresses of names, as any hosts file of the fleet or a live mount tells. */
  readonly #addresses = new Map<string, string>();
  /** The same by the hosts file of each member alone. */
  readonly #ownNames = new Map<string, ReadonlyMap<string, string>>();

  constructor(graph: GraphBuilder, places: Places, members: readonly FleetMember[]) {
    this.#graph = graph;
    this.#places = places;
    for (const { name: host, part } of members) {
      const own = new Map<string, string>();
      for (const { name, address } of part.staticNames) {
        if (isLoopback(address)) continue;
        for (const known of [own, this.#addresses]) if (!known.has(name.toLowerCase())) known.set(name.toLowerCase(), address);
      }
      this.#ownNames.set(host, own);
    }
  }

  /** How a member reaches a server that it names so. */
  reach({ name: host, part }: FleetMember, server: string): ReachedServer {
    if (isAddress(server)) return { server, name: null };
    const own = this.#ownNames.get(host)?.get(server.toLowerCase());
    if (own !== undefined) return { server: own, name: null };
    const place = this.#places.named(server);
    const address = this.#addresses.get(server.toLowerCase()) ?? server;
    const id = this.#graph.node("name", server.toLowerCase(), { name: server });
    const servers = part.nameservers.filter(({ server: asked }) => !isLoopback(asked));
    if (servers.length > 0) {
      this.#graph.need({
        node: id,
        when: "run",
        from: servers.map(({ server: asked }) => this.dns(asked)),
        becomes: "down",
        words: `${server} is not answered: every DNS server of ${host} is gone (${servers.map(({ server: asked }) => asked).join(", ")})`,
        rule: "storage/netfs-server-by-hostname",
        evidence: servers.map(({ at }) => at),
      });
    } else {
      this.#graph.unknown(host, `who answers the name ${server} is not known`);
    }
    return { server: place !== undefined && address === server ? server.toLowerCase() : address, name: id };
  }

  /** The DNS server at an address: a guest or host of the fleet where that is known. */
  dns(address: string): NodeId {
    const id = this.#graph.node("dns", address, { name: `DNS ${address}` });
    this.serveAt(id, this.#places.at(address), "DNS", `the DNS server ${address} runs on it`);
    return id;
  }

  /** Ties a service to the machine of the fleet that it runs on. */
  serveAt(id: NodeId, place: Place | undefined, role: string, words: string): void {
    if (place === undefined) return;
    const { words: why, confidence, evidence, declared } = place;
    this.#graph.describe(id, { identity: { words: why, confidence, evidence }, declared });
    this.#graph.describe(place.id, { roles: [role] });
    this.#graph.need({ node: id, when: "run", from: [place.id], becomes: "down", words, confidence, evidence });
  }

  isSame(one: string, other: string): boolean {
    return one === other || (isAddress(one) && isAddress(other) && sameAddress(one, other));
  }
}
