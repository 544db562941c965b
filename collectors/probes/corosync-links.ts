import { defineProbe, NotApplicable, NotReadable } from "#collectors/probe.ts";
import { isPackageDefault, parseCorosync } from "./parse/corosync.ts";
import { parseCfgtool } from "./parse/corosync-cfgtool.ts";
import { fileOrNull, isMissing } from "./parse/presence.ts";
import { notReadable, succeeded } from "./parse/sections.ts";

/** corosync's links as this node sees them. Where corosync does not run nothing is known of them, and that it does not run is another fact. */
export const corosyncLinks = defineProbe({
  id: "corosync-links",
  fact: "corosyncLinks",
  systems: ["linux"],
  sources: {
    cfgtool: { exec: ["corosync-cfgtool", "-s"], root: true, optional: true },
    config: { read: "/etc/corosync/corosync.conf", optional: true },
  },
  parse({ cfgtool, config }) {
    if (/could not (initialize corosync|get the local node)/i.test(`${cfgtool.errorText}\n${cfgtool.text}`)) {
      throw new NotApplicable("corosync does not run on this node");
    }
    if (succeeded(cfgtool)) return parseCfgtool(cfgtool);
    const file = fileOrNull(config, "corosync.conf");
    if (!file) throw new NotApplicable("a stand-alone host: it has no corosync.conf");
    if (isPackageDefault(parseCorosync(file))) throw new NotApplicable("a stand-alone host: corosync.conf is the package's own example");
    if (isMissing(cfgtool)) throw new NotReadable("unparsable", "corosync-cfgtool is not installed");
    throw notReadable([cfgtool], "links of corosync");
  },
});
