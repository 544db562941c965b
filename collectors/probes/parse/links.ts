import type { Section } from "#collectors/probe.ts";
import type { Links } from "#lib/facts/links.ts";
import { linksFromJson, linksFromText } from "./ip-link.ts";
import { notReadable, succeeded } from "./sections.ts";
import { linksFromSysfs, pciAddresses, sysfsPorts, sysfsValues } from "./sysfs-net.ts";

/** Where the kernel's network devices are read, by every probe that needs them: ip-link(8), else /sys/class/net. */
export const linkSources = {
  linkJson: { exec: ["ip", "-j", "-d", "link"], optional: true },
  linkText: { exec: ["ip", "-d", "link"], unless: "linkJson", optional: true },
  linkFiles: { exec: sysfsValues, unless: "linkJson", optional: true },
  linkPorts: { exec: sysfsPorts, unless: "linkJson", optional: true },
  linkTargets: { exec: ["ls", "-l", "/sys/class/net"], optional: true },
} as const;

/** Links from the sections of `linkSources`. Throws NotReadable where no source answered. */
export function readLinks(sections: Record<keyof typeof linkSources, Section>): Links {
  const addresses = pciAddresses(sections.linkTargets);
  return linksOf(sections).map((link) => ({ ...link, pciAddress: addresses.get(link.name) ?? link.pciAddress }));
}

function linksOf({ linkJson, linkText, linkFiles, linkPorts }: Record<keyof typeof linkSources, Section>): Links {
  if (succeeded(linkJson)) return linksFromJson(linkJson);
  // One attribute that cannot be read makes `find` fail, though all others are there.
  const fromFiles = linkFiles.status === "ok" && linkFiles.text !== "" ? linksFromSysfs(linkFiles, linkPorts) : [];
  if (succeeded(linkText)) {
    // iproute2 before 4.9 says of a bridge only that it is one.
    const bridges = new Map(fromFiles.map((link) => [link.name, link.bridge]));
    return linksFromText(linkText).map((link) => ({ ...link, bridge: link.bridge ?? bridges.get(link.name) ?? null }));
  }
  if (fromFiles.length > 0) return fromFiles;
  throw notReadable([linkJson, linkText, linkFiles], "network devices");
}
