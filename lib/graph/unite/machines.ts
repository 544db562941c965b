import type { NodeId } from "#lib/graph/model.ts";
import type { PartBridge, PartGuest } from "#lib/graph/part.ts";
import type { GraphBuilder } from "./builder.ts";
import { type FleetMember, guestId, hostId } from "./places.ts";

/** Hosts, guests and the network between them: what a guest needs of its host, and both of their uplinks. */
export function addMachines(graph: GraphBuilder, member: FleetMember): void {
  const { name: host, part } = member;
  const id = graph.node("host", host, { name: host, host });
  for (const words of part.unread) graph.unknown(host, `${words} could not be read`);
  for (const bridge of part.bridges) addBridge(graph, host, bridge);
  addOwnNetwork(graph, member, id);
  for (const guest of part.guests) if (!guest.template) addGuest(graph, member, guest);
  for (const { by, address } of part.consoles) {
    const console = graph.node("console", `${host}/${address}`, { name: `${by} ${address}`, host });
    graph.need({ node: id, when: "recover", from: [console], becomes: "unmanaged", words: `nobody gets into ${host}: its ${by} is gone` });
  }
  addPmxcfs(graph, member, id);
}

const nicId = (host: string, name: string): NodeId => `nic:${host}/${name}`;
const bridgeId = (host: string, name: string): NodeId => `bridge:${host}/${name}`;

function addBridge(graph: GraphBuilder, host: string, bridge: PartBridge): void {
  const id = graph.node("bridge", `${host}/${bridge.name}`, { name: bridge.name, host });
  for (const uplink of bridge.uplinks)
    graph.node("nic", `${host}/${uplink.name}`, { name: uplink.name, host, roles: ["uplink"], running: uplink.carrier !== false });
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

/** The host is cut off with the bridge that carries its address; a second way out with another address would keep it reachable. */
function addOwnNetwork(graph: GraphBuilder, { name: host, part }: FleetMember, id: NodeId): void {
  const bridges = part.bridges.filter(({ name }) =>
    part.addresses.some((one) => one.interface === name || one.interface.startsWith(`${name}.`)),
  );
  const others = part.addresses.filter(
    (one) => !bridges.some(({ name }) => one.interface === name || one.interface.startsWith(`${name}.`)),
  );
  if (bridges.length === 0) return;
  const evidence = part.addresses.filter((one) => bridges.some(({ name }) => one.interface.startsWith(name))).map(({ at }) => at);
  const words = `${host} is cut off: ${bridges.map(({ name }) => name).join(", ")} ${bridges.length === 1 ? "carries its address" : "carry its addresses"}`;
  graph.need({
    node: id,
    when: "run",
    from: bridges.map(({ name }) => bridgeId(host, name)),
    becomes: "isolated",
    words,
    retries: false,
    manual: `revert the change on the console of ${host}`,
    rule: "bridge/uplink-pvid-mismatch",
    confidence: others.length > 0 ? "inferred" : "confirmed",
    evidence,
  });
}

function addGuest(graph: GraphBuilder, { name: host, part }: FleetMember, guest: PartGuest): void {
  const id = graph.node("guest", `${host}/${guest.id}`, {
    name: guest.name,
    host,
    running: guest.running !== false,
    roles: [...guest.roles, ...(guest.onboot ? ["onboot"] : [])],
  });
  const own = hostId(host);
  graph.need({
    node: id,
    when: "run",
    from: [own],
    failsOn: ["down"],
    becomes: "down",
    words: `${guest.name} goes with ${host}`,
    evidence: [guest.at],
  });
  graph.need({
    node: id,
    when: "run",
    from: [own],
    failsOn: ["hung"],
    becomes: "hung",
    words: `${guest.name} stands still with ${host}`,
    evidence: [guest.at],
  });
  if (!guest.onboot) {
    graph.need({
      node: id,
      when: "boot",
      from: [own],
      isRace: true,
      retries: false,
      becomes: "down",
      words: `${guest.name} stays off: it does not start with ${host}`,
      manual: `start ${guest.name}`,
      rule: "guests/important-guest-without-onboot",
      evidence: [guest.onbootAt],
    });
  }
  if (guest.nicMove !== null) {
    graph.need({
      node: id,
      when: "start",
      from: [],
      retries: false,
      becomes: "isolated",
      words: `${guest.name} comes back without its network: ${guest.nicMove.words}`,
      manual:
        guest.console === null
          ? "no console is configured: attach a rescue disk"
          : `log in by ${guest.console} and correct the name of the card`,
      rule: "change/pending-guest-pci-layout",
      evidence: [guest.nicMove.at],
    });
  }
  const bridges = [...new Set(guest.nics.flatMap(({ bridge }) => (bridge === null ? [] : [bridge])))].filter((name) =>
    part.bridges.some((one) => one.name === name),
  );
  if (bridges.length > 0) {
    graph.need({
      node: id,
      when: "run",
      from: bridges.map((name) => bridgeId(host, name)),
      becomes: "isolated",
      words: `${guest.name} is cut off with ${bridges.join(", ")} of ${host}`,
      evidence: guest.nics.map(({ at }) => at),
    });
  }
}

/** Without pmxcfs /etc/pve is empty: the node is up, and none of its guests starts. */
function addPmxcfs(graph: GraphBuilder, { name: host, part }: FleetMember, id: NodeId): void {
  if (part.system !== "proxmox") return;
  const service = graph.node("service", `${host}/pmxcfs`, { name: `/etc/pve of ${host}`, host });
  graph.need({ node: service, when: "run", from: [id], failsOn: ["down"], becomes: "down", words: `/etc/pve goes with ${host}` });
  if (part.pmxcfsBlocked !== null) {
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
  for (const guest of part.guests.filter(({ template }) => !template)) {
    graph.need({
      node: guestId(host, guest.id),
      when: "start",
      from: [service],
      becomes: "down",
      words: `${guest.name} is not started: /etc/pve is empty on ${host}`,
      rule: part.pmxcfsBlocked === null ? null : "boot/pve-hostname-resolves-to-loopback",
    });
  }
}
