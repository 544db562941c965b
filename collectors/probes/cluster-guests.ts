import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { clusterGuestsOf } from "./parse/cluster-guests.ts";
import { listOf } from "./parse/escapes.ts";
import { fileOrNull } from "./parse/presence.ts";
import { linesOf, notReadable, succeeded } from "./parse/sections.ts";

const folder = "/etc/pve/nodes";

/**
 * Guests that other nodes of a Proxmox cluster own and that may have to start here. Only the lines that this asks for leave the host, from
 * the folders of guest configurations alone: beside them lie the nodes' keys.
 */
export const clusterGuests = defineProbe({
  id: "cluster-guests",
  fact: "clusterGuests",
  systems: ["proxmox"],
  sources: {
    config: { read: "/etc/corosync/corosync.conf", optional: true },
    hostname: { read: "/proc/sys/kernel/hostname", optional: true },
    nodes: { exec: ["ls", folder], root: true, lane: "hourly", optional: true },
    guests: {
      list: ["ls", folder],
      exec: ["grep", "-aHnrsE", "^(name|hostname|cpu|net[0-9]+):|^\\[", `${folder}/{}/qemu-server`, `${folder}/{}/lxc`],
      root: true,
      lane: "hourly",
      optional: true,
      maximumItems: 64,
    },
  },
  parse({ config, hostname, nodes, guests }) {
    if (!fileOrNull(config, "corosync.conf")) throw new NotApplicable("a stand-alone host: it has no corosync.conf");
    if (!succeeded(nodes)) throw notReadable([nodes], "nodes of the cluster");
    if (nodes.text.trim() === "") throw new Error(`${nodes.source} tells of no node, not even of this one`);
    const own = hostname.find(succeeded)?.text.trim().split(".")[0] ?? "";
    // grep(1) says with 1 that nothing matched: a node without guests.
    const failed = guests.filter((section) => section.status !== "ok" || (section.exitStatus ?? 2) > 1);
    if (failed.length > 0) throw notReadable(failed, "guests of other nodes");
    return {
      nodes: listOf(nodes.text, /\s+/),
      nodesAt: citeLine(nodes.source, linesOf(nodes.text), 0),
      guests: guests.flatMap(clusterGuestsOf).filter((guest) => guest.node !== own),
    };
  },
});
