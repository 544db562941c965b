import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { droppingChains } from "./parse/nftables.ts";
import { fileOrNull, isMissing } from "./parse/presence.ts";
import { notReadable, succeeded } from "./parse/sections.ts";
import { cephListeners } from "./parse/sockets.ts";

const asked = { root: true, lane: "hourly", optional: true } as const;

/** Ports of the Ceph daemons on this host, and the host's own filter before them. Without nft(8) there is no such filter to read. */
export const cephPorts = defineProbe({
  id: "ceph-ports",
  fact: "cephPorts",
  systems: ["linux"],
  sources: {
    shared: { read: "/etc/pve/ceph.conf", root: true, optional: true },
    local: { read: "/etc/ceph/ceph.conf", optional: true },
    sockets: { exec: ["ss", "-Hltnp"], maximumBytes: 1024 * 1024, ...asked },
    ruleset: { exec: ["nft", "list", "ruleset"], maximumBytes: 2 * 1024 * 1024, ...asked },
  },
  parse({ shared, local, sockets, ruleset }) {
    if (!fileOrNull(shared, "ceph.conf") && !fileOrNull(local, "ceph.conf")) throw new NotApplicable("this host has no ceph.conf");
    if (isMissing(sockets)) throw new NotApplicable("sockets cannot be listed here: there is no ss");
    if (!succeeded(sockets)) throw notReadable([sockets], "listening sockets");
    const listening = cephListeners(sockets);
    if (listening.length === 0) throw new NotApplicable("no Ceph daemon listens on this host");
    if (isMissing(ruleset)) return { listening, filters: [] };
    if (!succeeded(ruleset)) throw notReadable([ruleset], "packet filter");
    return { listening, filters: droppingChains(ruleset) };
  },
});
