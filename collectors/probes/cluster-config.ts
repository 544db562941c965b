import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { isPackageDefault, parseCorosync } from "./parse/corosync.ts";
import { clusterConfigOf, localCopyOf } from "./parse/corosync-config.ts";
import { fileOrNull } from "./parse/presence.ts";
import { succeeded } from "./parse/sections.ts";

/**
 * What corosync.conf(5) declares: the cluster's own file on Proxmox, else the local copy that corosync reads. Corosync does not start
 * without the local one, so its absence proves a stand-alone host even while /etc/pve cannot be read.
 */
export const clusterConfig = defineProbe({
  id: "cluster-config",
  fact: "clusterConfig",
  systems: ["linux"],
  sources: {
    shared: { read: "/etc/pve/corosync.conf", root: true, optional: true },
    local: { read: "/etc/corosync/corosync.conf", optional: true },
  },
  parse({ shared, local }) {
    const section = shared.find(succeeded) ?? fileOrNull(local, "corosync.conf");
    if (!section) throw new NotApplicable("a stand-alone host: it has no corosync.conf");
    if (isPackageDefault(parseCorosync(section))) throw new NotApplicable("a stand-alone host: corosync.conf is the package's own example");
    return { ...clusterConfigOf(section), localCopy: localCopyOf(section, local.find(succeeded)) };
  },
});
