import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { isPackageDefault, parseCorosync } from "./parse/corosync.ts";
import { corosyncEventsOf } from "./parse/corosync-log.ts";
import { fileOrNull } from "./parse/presence.ts";
import { notReadable, succeeded } from "./parse/sections.ts";

/** What corosync logged about its token and its links in two weeks. Absent on a host that is in no cluster. */
export const corosyncEvents = defineProbe({
  id: "corosync-events",
  fact: "corosyncEvents",
  systems: ["linux"],
  sources: {
    config: { read: "/etc/corosync/corosync.conf", optional: true },
    journal: {
      exec: ["journalctl", "-u", "corosync.service", "--since", "-14d", "-n", "5000", "-o", "short-iso", "--no-pager"],
      root: true,
      optional: true,
      lane: "slow",
      timeoutSeconds: 20,
      maximumBytes: 1024 * 1024,
    },
  },
  parse({ config, journal }) {
    const file = fileOrNull(config, "corosync.conf");
    if (!file) throw new NotApplicable("a stand-alone host: it has no corosync.conf");
    if (isPackageDefault(parseCorosync(file))) throw new NotApplicable("a stand-alone host: corosync.conf is the package's own example");
    if (!succeeded(journal)) throw notReadable([journal], "corosync's log");
    return corosyncEventsOf(journal);
  },
});
