import type { NodeId } from "#lib/graph/model.ts";
import type { PartGuest, PartMount } from "#lib/graph/part.ts";
import { isAddress } from "#lib/rules/shared/ip-address.ts";
import { isAtOrBelow } from "#lib/rules/shared/paths.ts";
import type { GraphBuilder } from "./builder.ts";
import type { Names } from "./names.ts";
import { type FleetMember, guestId, hostId, type Place, type Places } from "./places.ts";

/** Mounts, storages and the disks on them: who needs which server, to boot and to run. */
export function addStorage(graph: GraphBuilder, names: Names, places: Places, member: FleetMember): void {
  const mounts = member.part.mounts.map((mount) => ({ mount, id: addMount(graph, names, places, member, mount) }));
  for (const guest of member.part.guests.filter(({ template }) => !template)) addDisks(graph, names, places, member, guest, mounts);
}

/** The server of an export, on whatever machine it runs. */
function serverNode(graph: GraphBuilder, names: Names, places: Places, server: string): NodeId {
  const id = graph.node("storage", server, { name: server });
  names.serveAt(id, machineOf(places, server), "storage", `the storage ${server} is served by it`);
  return id;
}

function machineOf(places: Places, server: string): Place | undefined {
  const declared = places.declared(server);
  if (declared === "outside") return undefined;
  return declared ?? (isAddress(server) ? places.at(server) : places.named(server));
}

function addMount(graph: GraphBuilder, names: Names, places: Places, member: FleetMember, mount: PartMount): NodeId {
  const { name: host } = member;
  const id = graph.node("mount", `${host}/${mount.mountPoint}`, { name: mount.mountPoint, host });
  const servers = mount.servers.map((server) => ({ written: server, ...names.reach(member, server) }));
  const from = servers.map(({ server }) => serverNode(graph, names, places, server));
  const label = mount.servers.join(", ");
  if (from.length > 0) {
    const lost = mount.onLoss === "hangs" ? "hung" : "down";
    const words =
      lost === "hung"
        ? `${mount.mountPoint} hangs: its hard mount waits for ${label}, and whoever touches it waits too`
        : `${mount.mountPoint} gives errors: ${label} is gone`;
    graph.need({
      node: id,
      when: "run",
      from,
      becomes: lost,
      words,
      evidence: [mount.at],
      rule: lost === "hung" ? "storage/nfs-hard-on-critical-path" : null,
    });
  }
  for (const { name, written } of servers) {
    if (name === null) continue;
    graph.need({
      node: id,
      when: "boot",
      from: [name],
      becomes: "down",
      words: `${mount.mountPoint} cannot be mounted: nobody answers the name ${written}`,
      rule: "storage/netfs-server-by-hostname",
      evidence: [mount.at],
    });
  }
  addBoot(graph, member, mount, id);
  return id;
}

/** What a boot without the mount comes to: emergency mode only by way of local-fs.target; else the wait, and what is ordered after it. */
function addBoot(graph: GraphBuilder, { name: host }: FleetMember, mount: PartMount, id: NodeId): void {
  const line = `line ${mount.at.line} of ${mount.at.source}`;
  if (mount.atBoot === "emergency") {
    graph.need({
      node: hostId(host),
      when: "boot",
      from: [id],
      becomes: "down",
      words: `${host} stops in emergency mode: ${mount.chain ?? mount.mountPoint}`,
      manual: `log in on the console of ${host}, comment ${line}, then \`systemctl default\``,
      retries: false,
      rule: "storage/local-mount-needs-remote",
      evidence: [mount.at],
    });
  } else if (mount.atBoot === "stalls") {
    graph.need({
      node: hostId(host),
      when: "boot",
      from: [id],
      becomes: "down",
      words: `${host} does not come up by itself: the boot requires ${mount.mountPoint}, without nofail`,
      manual: `log in on the console of ${host}, add nofail to ${line} (or comment it), then \`systemctl default\``,
      retries: false,
      confidence: "inferred",
      rule: "storage/nfs-fstab-no-nofail",
      evidence: [mount.at],
    });
  }
}

function addDisks(
  graph: GraphBuilder,
  names: Names,
  places: Places,
  member: FleetMember,
  guest: PartGuest,
  mounts: readonly { mount: PartMount; id: NodeId }[],
): void {
  const id = guestId(member.name, guest.id);
  for (const disk of guest.disks) {
    const below = disk.path === null ? undefined : longest(mounts.filter(({ mount }) => isAtOrBelow(disk.path ?? "", mount.mountPoint)));
    const storage = member.part.storages.find((one) => one.id === disk.storage);
    const servers = (storage?.servers ?? []).map((server) => names.reach(member, server));
    const provider = below?.id ?? (servers.length > 0 ? serverNode(graph, names, places, servers[0]?.server ?? "") : undefined);
    if (provider === undefined) continue;
    const where = below === undefined ? `${disk.storage} (${storage?.servers.join(", ")})` : below.mount.mountPoint;
    const hangs = below === undefined || below.mount.onLoss === "hangs";
    graph.need({
      node: id,
      when: "run",
      from: [provider],
      becomes: hangs ? "hung" : "down",
      words: `${guest.name} ${hangs ? "stands still" : "loses its disk"}: ${disk.slot} lies on ${where}`,
      evidence: [disk.at],
    });
    addStart(graph, member, guest, provider, where, disk.at);
  }
}

/** A start without the disk fails; the one at boot is tried once, and not again when the storage comes a minute later. */
function addStart(
  graph: GraphBuilder,
  { name: host, part }: FleetMember,
  guest: PartGuest,
  provider: NodeId,
  where: string,
  at: PartGuest["at"],
): void {
  const id = guestId(host, guest.id);
  const isRace = guest.onboot && !guest.isHa && part.guestStart.waitsForStorage === false;
  graph.need({
    node: id,
    when: "start",
    from: [provider],
    becomes: "down",
    isRace,
    retries: guest.isHa,
    words: isRace
      ? `${guest.name} stays off: it is started once at boot, and ${where} is not there yet`
      : `${guest.name} cannot start: its disk lies on ${where}`,
    manual: guest.isHa ? null : `start ${guest.name} once ${where} answers`,
    confidence: isRace ? "inferred" : "confirmed",
    rule: isRace ? (part.system === "proxmox" ? "boot/pve-guests-storage-race" : "boot/libvirt-autostart-storage-race") : null,
    evidence: [at],
  });
}

function longest<T extends { mount: PartMount }>(mounts: readonly T[]): T | undefined {
  return mounts.toSorted((one, other) => other.mount.mountPoint.length - one.mount.mountPoint.length)[0];
}
