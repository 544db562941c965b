import { defineProbe, NotApplicable, NotReadable } from "#collectors/probe.ts";
import { bondOf, bondsFromIpLink } from "./parse/bonding.ts";
import { linkSources, readLinks } from "./parse/links.ts";
import { bondsFromOvs } from "./parse/ovs-bonds.ts";
import { allFiles, isMissing } from "./parse/presence.ts";
import { notReadable, succeeded } from "./parse/sections.ts";

/**
 * Bonds of the kernel as their driver tells of them in /proc/net/bonding, to a login without root all but the switch at the other end of
 * LACP, else by ip-link(8) with details; and those of Open vSwitch. That there is none follows from the kernel's list of devices.
 */
export const bonds = defineProbe({
  id: "bonds",
  fact: "bonds",
  systems: ["linux"],
  sources: {
    ...linkSources,
    files: { read: "/proc/net/bonding/*", optional: true },
    ovs: { exec: ["ovs-appctl", "bond/show"], root: true, optional: true },
  },
  parse({ files, ovs, ...linkSections }) {
    const read = allFiles(files, "bonds");
    const told = read.length === 0 && succeeded(linkSections.linkJson) ? bondsFromIpLink(linkSections.linkJson) : [];
    const found = [...read.map(bondOf), ...told, ...(succeeded(ovs) ? bondsFromOvs(ovs) : [])];
    if (found.length > 0) return found;
    const links = readLinks(linkSections);
    const expected = links.find((link) => link.kind === "bond");
    if (expected) throw new NotReadable("unparsable", `${expected.name} is a bond, and /proc/net/bonding does not tell of it`);
    const isSwitched = links.some((link) => link.kind === "openvswitch");
    if (isSwitched && !succeeded(ovs) && !isMissing(ovs)) throw notReadable([ovs], "bonds of Open vSwitch");
    throw new NotApplicable("this host has no bond");
  },
});
