import type { Section } from "#collectors/probe.ts";
import type { Links } from "#lib/facts/links.ts";
import { linksFromJson, linksFromText } from "./ip-link.ts";
import { notReadable, succeeded } from "./sections.ts";
import { linksFromSysfs, pciAddresses, sysfsPorts, sysfsValues, virtualNames } from "./sysfs-net.ts";

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

function linksOf({ linkJson, linkText, linkFiles, linkPorts, linkTargets }: Record<keyof typeof linkSources, Section>): Links {
  if (succeeded(linkJson)) return linksFromJson(linkJson);
  // One attribute that cannot be read makes `find` fail, though all others are there.
  const fromFiles = linkFiles.status === "ok" && linkFiles.text !== "" ? linksFromSysfs(linkFiles, linkPorts) : [];
  const virtual = virtualNames(linkTargets);
  const told = succeeded(linkText) ? withBridges(linksFromText(linkText), fromFiles) : fromFiles;
  if (told.length === 0) throw notReadable([linkJson, linkText, linkFiles], "network devices");
  // Without its kind in words, a device that lies on no bus is no card.
  return told.map((link) => (link.kind === "ethernet" && virtual.has(link.name) ? { ...link, kind: "other" } : link));
}

/** iproute2 before 4.9 says of a bridge only that it is one: the rest is in /sys. */
function withBridges(links: Links, fromFiles: Links): Links {
  const bridges = new Map(fromFiles.map((link) => [link.name, link.bridge]));
  return links.map((link) => ({ ...link, bridge: link.bridge ?? bridges.get(link.name) ?? null }));
}
