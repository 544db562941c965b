import type { Section } from "#collectors/probe.ts";
import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import type { PciDevices } from "#lib/facts/pci-devices.ts";
import { linksFromJson } from "./parse/ip-link.ts";
import { devicesFromLspci, devicesFromUevents, pciUevents } from "./parse/pci.ts";
import { isMissing } from "./parse/presence.ts";
import { notReadable, succeeded } from "./parse/sections.ts";
import { pciAddresses } from "./parse/sysfs-net.ts";

/** PCI devices by lspci(8) with the database's names, else from /sys; which network interface lies on which, by /sys/class/net. */
export const pciDevices = defineProbe({
  id: "pci-devices",
  fact: "pciDevices",
  systems: ["linux"],
  sources: {
    lspci: { exec: ["lspci", "-Dnnk"], optional: true },
    lspciPlain: { exec: ["lspci", "-nnk"], unless: "lspci", optional: true },
    uevents: { exec: pciUevents, unless: "lspci", optional: true },
    linkTargets: { exec: ["ls", "-l", "/sys/class/net"], optional: true },
    linkJson: { exec: ["ip", "-j", "-d", "link"], unless: "linkTargets", optional: true },
  },
  parse({ lspci, lspciPlain, uevents, linkTargets, linkJson }) {
    const devices = devicesOf([lspci, lspciPlain], uevents);
    if (devices.length === 0) throw new NotApplicable("this host has no PCI device");
    const interfaces = interfacesByAddress(linkTargets, linkJson);
    return devices.map((device) => ({ ...device, interfaces: interfaces.get(device.address) ?? [] }));
  },
});

function devicesOf(listings: readonly Section[], uevents: Section): PciDevices {
  const listing = listings.find(succeeded);
  if (listing) return devicesFromLspci(listing);
  if (succeeded(uevents)) return devicesFromUevents(uevents);
  if (!isMissing(uevents) && /no such file/i.test(uevents.errorText)) throw new NotApplicable("this host has no PCI bus");
  throw notReadable([...listings, uevents], "PCI devices");
}

function interfacesByAddress(linkTargets: Section, linkJson: Section): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [name, address] of addressesByInterface(linkTargets, linkJson)) {
    found.set(address, [...(found.get(address) ?? []), name].sort());
  }
  return found;
}

function addressesByInterface(linkTargets: Section, linkJson: Section): Iterable<[string, string]> {
  if (succeeded(linkTargets)) return pciAddresses(linkTargets);
  if (!succeeded(linkJson)) throw notReadable([linkTargets, linkJson], "network devices of the PCI cards");
  return linksFromJson(linkJson).flatMap(({ name, pciAddress }): [string, string][] => (pciAddress ? [[name, pciAddress]] : []));
}
