import type { NodeId } from "#lib/graph/model.ts";
import type { PartMount } from "#lib/graph/part.ts";
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
