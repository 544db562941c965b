import type { NodeId } from "#lib/graph/model.ts";
import { isAddress, isLoopback, sameAddress } from "#lib/rules/shared/ip-address.ts";
import type { GraphBuilder } from "./builder.ts";
import type { FleetMember, Place, Places } from "./places.ts";
import { type Unplaced, unplacedGuests } from "./unplaced.ts";

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
  /** The same by the hosts file of each member alone, and by its live mounts. */
  readonly #ownNames = new Map<string, ReadonlyMap<string, string>>();
  readonly #ownMounts = new Map<string, ReadonlyMap<string, string>>();
  /** Guests called like DNS servers whose address nobody knows. */
  readonly #unplacedAt: (address: string) => Unplaced[];
  readonly #routersAt: (address: string) => Unplaced[];
  /** Addresses of gateways, and of machines whose MAC some host knows: they are no guest that nobody has seen. */
  readonly #machines = new Set<string>();
  /** Whom the first host that needs a name asks for it: who asks others has a node of its own. */
  readonly #askers = new Map<string, string>();

  constructor(graph: GraphBuilder, places: Places, members: readonly FleetMember[]) {
    this.#graph = graph;
    this.#places = places;
    this.#unplacedAt = unplacedGuests(members, "DNS");
    this.#routersAt = unplacedGuests(members, "gateway");
    for (const { part } of members) {
      for (const { address } of part.gateways) this.#machines.add(address);
      for (const { address } of part.neighbours) this.#machines.add(address);
    }
    for (const { name: host, part } of members) {
      const own = new Map<string, string>();
      for (const { name, address } of part.staticNames) {
        if (isLoopback(address)) continue;
        for (const known of [own, this.#addresses]) if (!known.has(name.toLowerCase())) known.set(name.toLowerCase(), address);
      }
      this.#ownNames.set(host, own);
      const mounted = new Map<string, string>();
      for (const { servers, address } of part.mounts) {
        const [server, ...more] = servers;
        if (server === undefined || more.length > 0 || address === null || isAddress(server)) continue;
        for (const known of [mounted, this.#addresses]) if (!known.has(server.toLowerCase())) known.set(server.toLowerCase(), address);
      }
      this.#ownMounts.set(host, mounted);
    }
  }

  /** How a member reaches a server that it names so. */
  reach(member: FleetMember, server: string): ReachedServer {
    if (isAddress(server)) return { server, name: null };
    const word = server.toLowerCase();
    const own = this.#ownNames.get(member.name)?.get(word);
    if (own !== undefined) return { server: own, name: null };
    const address = this.#ownMounts.get(member.name)?.get(word) ?? this.#addresses.get(word) ?? word;
    return { server: address, name: this.#name(member, server) };
  }

  /** The name as those hosts see it who ask the same servers for it. */
  #name({ name: host, part }: FleetMember, server: string): NodeId {
    const word = server.toLowerCase();
    const servers = part.nameservers.filter(({ server: asked }) => !isLoopback(asked));
    const asked = servers.map((one) => one.server).join(", ");
    const first = this.#askers.get(word) ?? asked;
    this.#askers.set(word, first);
    const isFirst = first === asked;
    const id = this.#graph.node("name", isFirst ? word : `${word} by ${asked}`, {
      name: isFirst ? server : `${server} (asked of ${asked})`,
    });
    if (servers.length === 0) {
      this.#graph.unknown(host, `who answers the name ${server} is not known`);
      return id;
    }
    this.#graph.need({
      node: id,
      when: "run",
      from: servers.map((one) => this.dns(one.server)),
      becomes: "down",
      words: `${server} is not answered: ${servers.length === 1 ? "the only" : "every"} DNS server is gone (${asked})`,
      rule: "storage/netfs-server-by-hostname",
      evidence: servers.map(({ at }) => at),
    });
    return id;
  }

  /** The DNS server at an address: a guest or host of the fleet where that is known. */
  dns(address: string): NodeId {
    if (this.#graph.has(`dns:${address}`)) return `dns:${address}`;
    const id = this.#graph.node("dns", address, { name: `DNS ${address}` });
    const place = this.#places.at(address);
    this.serveAt(id, place, "DNS", `the DNS server ${address}`);
    if (place === undefined) this.#guess(id, address);
    return id;
  }

  /** The gateway at an address; one with a MAC of VRRP is whichever router holds it, so guests of that network may share it (RFC 9568). */
  gateway(address: string, mac: string | null): NodeId {
    const id = this.#graph.node("gateway", address, { name: `gateway ${address}` });
    const place = this.at(address);
    this.serveAt(id, place, "gateway", `the gateway ${address}`);
    const routers = place === undefined && /^00:00:5e:00:0[12]:/.test(mac ?? "") ? this.#routersAt(address) : [];
    if (routers.length > 0)
      this.#graph.need({
        node: id,
        when: "run",
        from: routers.map(({ node }) => node),
        becomes: "down",
        unknown: true,
        words: `is held by ${routers.map(({ name }) => name).join(" or ")}: ${mac} is a MAC of VRRP, and ${routers.length === 1 ? "that guest is" : "those guests are"} called so`,
        confidence: "suspected",
        evidence: routers.map(({ at }) => at),
      });
    return id;
  }

  /** Whether the machine at an address is a node of the fleet, or some host has heard from it. */
  isKnownMachine(address: string): boolean {
    return this.#machines.has(address) || this.#places.at(address) !== undefined;
  }

  /** A guest of that network that is called like a DNS server and has no known address may be one that nobody could place. */
  #guess(id: NodeId, address: string): void {
    if (this.#machines.has(address)) return;
    for (const { node, name, at } of this.#unplacedAt(address)) {
      this.#graph.need({
        node: id,
        when: "run",
        from: [node],
        becomes: "down",
        unknown: true,
        words: `runs on ${name}: nobody knows the machine at ${address}`,
        confidence: "suspected",
        evidence: [at],
      });
    }
  }

  /** The server of an export, on whatever machine it runs; a person may have said that it stands elsewhere. */
  storage(server: string): NodeId {
    if (this.#graph.has(`storage:${server}`)) return `storage:${server}`;
    const id = this.#graph.node("storage", server, { name: server });
    const said = this.#places.declared(server);
    if (said === "outside") this.#graph.describe(id, { declared: true });
    else this.serveAt(id, said ?? this.at(server), "storage", `the storage ${server}`);
    return id;
  }

  /** The machine at an address, or of a name. */
  at(server: string): Place | undefined {
    return isAddress(server) ? this.#places.at(server) : this.#places.named(server);
  }

  /** Ties a service to the machine of the fleet that it runs on. */
  serveAt(id: NodeId, place: Place | undefined, role: string, what: string): void {
    if (place === undefined) return;
    const { name, words: why, confidence, evidence, declared } = place;
    this.#graph.describe(id, { identity: { words: why, confidence, evidence }, declared });
    this.#graph.describe(place.id, { roles: [role] });
    this.#graph.need({
      node: id,
      when: "run",
      from: [place.id],
      becomes: "down",
      words: `${what} is gone with ${name}`,
      confidence,
      evidence,
    });
  }

  isSame(one: string, other: string): boolean {
    return one === other || (isAddress(one) && isAddress(other) && sameAddress(one, other));
  }
}
