import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { cephNetworks, cephValues } from "./parse/ceph-config.ts";
import { listOf } from "./parse/escapes.ts";
import { fileOrNull } from "./parse/presence.ts";
import { linesOf } from "./parse/sections.ts";

/** ceph.conf(5): the cluster's own on Proxmox, to which the other is a link, else the local one. */
export const cephConfig = defineProbe({
  id: "ceph-config",
  fact: "cephConfig",
  systems: ["linux"],
  sources: {
    shared: { read: "/etc/pve/ceph.conf", root: true, optional: true },
    local: { read: "/etc/ceph/ceph.conf", optional: true },
  },
  parse({ shared, local }) {
    const file = fileOrNull(shared, "ceph.conf") ?? fileOrNull(local, "ceph.conf");
    if (!file) throw new NotApplicable("this host has no ceph.conf");
    const lines = linesOf(file.text);
    return {
      path: file.source,
      networks: cephNetworks(file).map(({ option, value, index }) => ({ option, value, at: citeLine(file.source, lines, index) })),
      monitorHosts: cephValues(file, "mon_host").flatMap(({ value }) => listOf(value, /[,; \t]+/)),
    };
  },
});
