import type { NodeId } from "#lib/graph/model.ts";
import type { PartMount } from "#lib/graph/part.ts";
import { listed } from "#lib/rules/shared/wording.ts";
import type { GraphBuilder } from "./builder.ts";
import { addDisks } from "./disks.ts";
import { hostMounts, podMounts } from "./kubernetes.ts";
import type { Names } from "./names.ts";
import { type FleetMember, hostId } from "./places.ts";

/** Mounts, storages and the disks on them: who needs which server, to boot and to run. */
export function addStorage(graph: GraphBuilder, names: Names, member: FleetMember): void {
  const mounts = [...hostMounts(member.part.mounts), ...podMounts(member.part.mounts)].map((mount) => ({
    mount,
    id: addMount(graph, names, member, mount),
  }));
  addBoot(graph, member.name, mounts);
  for (const guest of member.part.guests.filter(({ template }) => !template)) addDisks(graph, names, member, guest, mounts);
}

function addMount(graph: GraphBuilder, names: Names, member: FleetMember, mount: PartMount): NodeId {
  const { name: host } = member;
  const id = graph.node("mount", `${host}/${mount.mountPoint}`, { name: mount.mountPoint, host });
  const servers = mount.servers.map((server) => ({ written: server, ...names.reach(member, server) }));
  const from = servers.map(({ server }) => names.storage(server));
  const label = mount.servers.join(", ");
  if (from.length > 0) {
    const lost = mount.onLoss === "hangs" ? "hung" : "down";
    const words =
      lost === "hung"
        ? `${mount.mountPoint} ${/^\d/.test(mount.mountPoint) ? "hang: their" : "hangs: its"} hard mount waits for ${label}, and whoever touches it waits too`
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
  addMountRace(graph, id, mount, from, label);
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
  return id;
}

const triedAtBoot: ReadonlySet<PartMount["atBoot"]> = new Set(["emergency", "stalls", "optional"]);

/** A mount is tried for 90 s (DefaultTimeoutStartSec, systemd-system.conf(5)) and not again; a server that starts too mostly takes longer. */
function addMountRace(graph: GraphBuilder, node: NodeId, mount: PartMount, from: readonly NodeId[], label: string): void {
  if (from.length === 0 || !triedAtBoot.has(mount.atBoot)) return;
  graph.need({
    node,
    when: "boot",
    from,
    isRace: true,
    retries: false,
    becomes: "down",
    words: `${mount.mountPoint} is not mounted: the boot tries it for 90 s, and ${label} starts at the same time`,
    manual: `mount ${mount.mountPoint} once ${label} answers`,
    rule: mount.atBoot === "optional" ? null : "storage/nfs-fstab-no-nofail",
    confidence: "suspected",
    evidence: [mount.at],
  });
}

/** What a boot without its mounts comes to: emergency mode only by way of local-fs.target; else the wait, and what is ordered after it. */
function addBoot(graph: GraphBuilder, host: string, mounts: readonly { mount: PartMount; id: NodeId }[]): void {
  const boot = { node: hostId(host), when: "boot", becomes: "down", retries: false } as const;
  for (const { mount, id } of mounts.filter(({ mount: { atBoot } }) => atBoot === "emergency")) {
    graph.need({
      ...boot,
      from: [id],
      words: `${host} stops in emergency mode: ${mount.chain ?? mount.mountPoint}`,
      manual: `log in on the console of ${host}, comment ${lineOf(mount)}, then \`systemctl default\``,
      rule: "storage/local-mount-needs-remote",
      evidence: [mount.at],
    });
  }
  const required = mounts.filter(({ mount: { atBoot } }) => atBoot === "stalls");
  if (required.length === 0) return;
  const lines = required.map(({ mount }) => lineOf(mount));
  graph.need({
    ...boot,
    from: required.map(({ id }) => id),
    atLeast: required.length,
    words: `${host} does not come up by itself: the boot requires ${listed(
      required.map(({ mount }) => mount.mountPoint),
      3,
    )}, without nofail`,
    manual: `log in on the console of ${host}, add nofail to ${listed(lines, 3)} (or comment ${lines.length === 1 ? "it" : "them"}), then \`systemctl default\``,
    confidence: "inferred",
    rule: "storage/nfs-fstab-no-nofail",
    evidence: required.map(({ mount }) => mount.at),
  });
}

function lineOf({ at }: PartMount): string {
  return `line ${at.line} of ${at.source}`;
}
