import { defineProbe } from "#collectors/probe.ts";
import { linkSources, readLinks } from "./parse/links.ts";

/** The kernel's network devices, by ip-link(8) with details, else from /sys/class/net. The loopback is always there: none is a failure. */
export const links = defineProbe({
  id: "links",
  fact: "links",
  systems: ["linux"],
  sources: linkSources,
  parse(sections) {
    const found = readLinks(sections);
    if (found.length === 0) throw new Error("no network device is shown, not even the loopback");
    return found;
  },
});
