import { defineProbe, NotApplicable, NotReadable } from "#collectors/probe.ts";
import { bondOf, bondsFromIpLink } from "./parse/bonding.ts";
import { linkSources, readLinks } from "./parse/links.ts";
import { allFiles } from "./parse/presence.ts";
import { succeeded } from "./parse/sections.ts";

/**
 * Bonds as the driver tells of them in /proc/net/bonding, else ip-link(8) with details, to a login without root all but the switch at the other end of LACP. That there
 * is none follows from the kernel's list of devices. Bonds of Open vSwitch are not the kernel's.
 */
export const bonds = defineProbe({
  id: "bonds",
  fact: "bonds",
  systems: ["linux"],
  sources: {
    ...linkSources,
    files: { read: "/proc/net/bonding/*", optional: true },
  },
  parse({ files, ...linkSections }) {
    const found = allFiles(files, "bonds");
    if (found.length > 0) return found.map(bondOf);
    const told = succeeded(linkSections.linkJson) ? bondsFromIpLink(linkSections.linkJson) : [];
    if (told.length > 0) return told;
    const expected = readLinks(linkSections).find((link) => link.kind === "bond");
    if (expected) throw new NotReadable("unparsable", `${expected.name} is a bond, and /proc/net/bonding does not tell of it`);
    throw new NotApplicable("this host has no bond");
  },
});
