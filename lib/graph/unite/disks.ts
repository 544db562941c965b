import type { NodeId } from "#lib/graph/model.ts";
import type { PartGuest, PartMount } from "#lib/graph/part.ts";
import { isAtOrBelow } from "#lib/rules/shared/paths.ts";
import type { GraphBuilder } from "./builder.ts";
import type { Names } from "./names.ts";
import { type FleetMember, guestId, labelOf } from "./places.ts";

/** What a guest needs of the storage below its disks: to run, and to start. */
export function addDisks(
  graph: GraphBuilder,
  names: Names,
  member: FleetMember,
  guest: PartGuest,
  mounts: readonly { mount: PartMount; id: NodeId }[],
): void {
  const id = guestId(member.name, guest.id);
  for (const disk of guest.disks) {
    const below = disk.path === null ? undefined : longest(mounts.filter(({ mount }) => isAtOrBelow(disk.path ?? "", mount.mountPoint)));
    const storage = below === undefined ? member.part.storages.find((one) => one.id === disk.storage) : undefined;
    const servers = (storage?.servers ?? []).map((server) => names.reach(member, server));
    const from = below === undefined ? servers.map(({ server }) => names.storage(server)) : [below.id];
    if (from.length === 0) continue;
    const where = below === undefined ? `${disk.storage} (${storage?.servers.join(", ")})` : below.mount.mountPoint;
    const hangs = below === undefined || below.mount.onLoss === "hangs";
    const atLeast = storage?.isReplicated ? Math.floor(from.length / 2) + 1 : 1;
    graph.need({
      node: id,
      when: "run",
      from,
      atLeast,
      becomes: hangs ? "hung" : "down",
      words: `${labelOf(guest)} ${hangs ? "stands still" : "loses its disk"}: ${disk.slot} lies on ${where}`,
      evidence: [disk.at],
    });
    for (const { name } of servers) if (name !== null) addName(graph, id, guest, name, where, disk.at);
    addStart(graph, member, guest, { id, from, atLeast, where, mount: below?.mount ?? null, at: disk.at });
  }
}

/** Proxmox asks the server by its name at every start; a guest that runs does not need the name. */
function addName(graph: GraphBuilder, id: NodeId, guest: PartGuest, name: NodeId, where: string, at: PartGuest["at"]): void {
  graph.need({
    node: id,
    when: "start",
    from: [name],
    becomes: "down",
    words: `${labelOf(guest)} cannot start: nobody answers the name of ${where}`,
    retries: false,
    manual: `start ${guest.name} once the name of ${where} is answered`,
    rule: "storage/netfs-server-by-hostname",
    evidence: [at],
  });
}

interface Disk {
  /** The guest that has it. */
  id: NodeId;
  from: readonly NodeId[];
  atLeast: number;
  /** Directory or storage, as people call it. */
  where: string;
  /** The mount that it lies on; null for a storage that is reached without one. */
  mount: PartMount | null;
  at: PartGuest["at"];
}

/**
 * A start without the disk fails. The one at boot is tried once, under HA twice, and not again when the storage comes a minute later. What
 * waits for its storage, or for a mount that the boot requires or mounts on demand, loses no race.
 */
function addStart(graph: GraphBuilder, { part }: FleetMember, guest: PartGuest, { id, from, atLeast, where, mount, at }: Disk): void {
  const waits = part.guestStart.waitsForStorage;
  const isRacing = guest.onboot && waits !== true && (mount === null || mount.atBoot === "optional");
  const evidence = [at];
  const manual = guest.isHa
    ? `clear the error state of ${guest.name} in the HA manager once ${where} answers, then start it`
    : `start ${guest.name} once ${where} answers`;
  graph.need({
    node: id,
    when: "start",
    from,
    atLeast,
    becomes: "down",
    words: `${labelOf(guest)} cannot start: its disk lies on ${where}`,
    retries: false,
    manual,
    evidence,
  });
  if (!isRacing) return;
  const once = guest.isHa ? "HA tries it twice within a minute" : "it is started once at boot";
  graph.need({
    node: id,
    when: "start",
    from,
    atLeast,
    becomes: "down",
    retries: false,
    isRace: true,
    evidence,
    unknown: waits === null,
    words: waits === null ? `does not wait for ${where} at boot` : `${labelOf(guest)} stays off: ${once}, and ${where} is not there yet`,
    manual,
    confidence: guest.isHa ? "suspected" : "inferred",
    rule: part.system === "proxmox" ? "boot/pve-guests-storage-race" : "boot/libvirt-autostart-storage-race",
  });
}

function longest<T extends { mount: PartMount }>(mounts: readonly T[]): T | undefined {
  return mounts.toSorted((one, other) => other.mount.mountPoint.length - one.mount.mountPoint.length)[0];
}
