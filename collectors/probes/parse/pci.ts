import type { Section } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { PciDevice, PciDevices } from "#lib/facts/pci-devices.ts";
import { linesOf } from "./sections.ts";

/** What the kernel tells of each PCI device, `grep -H` lines of …/uevent; for a host without lspci. */
export const pciUevents = [
  ...["find", "-L", "/sys/bus/pci/devices", "-mindepth", "2", "-maxdepth", "2", "-name", "uevent"],
  ...["-exec", "grep", "-H", "", "{}", "+"],
] as const;

/** Names of the base classes of the PCI Code and ID Assignment Specification, for where no lspci knows better. */
const baseClasses = [
  "Unclassified device",
  "Mass storage controller",
  "Network controller",
  "Display controller",
  "Multimedia controller",
  "Memory controller",
  "Bridge",
  "Communication controller",
  "Generic system peripheral",
  "Input device controller",
  "Docking station",
  "Processor",
  "Serial bus controller",
  "Wireless controller",
  "Intelligent controller",
  "Satellite communications controller",
  "Encryption controller",
  "Signal processing controller",
];

/** Devices as `lspci -nnk` prints them, with or without the domain, which is 0000 where it is left out. Throws where it is no such list. */
export function devicesFromLspci(section: Section): PciDevices {
  const lines = linesOf(section.text);
  const devices: PciDevices = [];
  for (const [index, line] of lines.entries()) {
    const [, address = "", className = "", classId = "", rest] =
      /^((?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]) (.+?) \[([0-9a-f]{4})\]: (.*)$/.exec(line) ?? [];
    const driver = /^\s+Kernel driver in use: (\S+)/.exec(line)?.[1];
    const last = devices.at(-1);
    if (driver && last) last.driver = driver;
    if (rest === undefined) continue;
    const at = citeLine(section.source, lines, index);
    devices.push({ address: withDomain(address), classId, className, ...deviceName(rest), driver: null, interfaces: [], at });
  }
  if (devices.length === 0 && lines.length > 0) throw new Error(`${section.source} shows no device in the form of lspci -nn`);
  return devices;
}

/** "Intel Corporation I350 Gigabit Network Connection [8086:1521] (rev 01)" taken apart. */
function deviceName(text: string): Pick<PciDevice, "name" | "deviceId"> {
  const id = [...text.matchAll(/ ?\[([0-9a-f]{4}:[0-9a-f]{4})\]/g)].at(-1);
  return { name: id ? text.slice(0, id.index) : text, deviceId: id?.[1] ?? null };
}

/** Devices from `pciUevents`. The class is hexadecimal without leading zeros, base class and subclass before the interface byte. */
export function devicesFromUevents(section: Section): PciDevices {
  const lines = linesOf(section.text);
  const found = new Map<string, { values: Map<string, string>; line: number }>();
  for (const [line, content] of lines.entries()) {
    const [, address, key, value = ""] = /\/([0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7])\/uevent:([A-Z_]+)=(.*)$/.exec(content) ?? [];
    if (!address || !key) continue;
    const device = found.get(address) ?? { values: new Map<string, string>(), line };
    found.set(address, device);
    device.values.set(key, value);
  }
  return [...found].map(([address, { values, line }]) => {
    const classId = (values.get("PCI_CLASS") ?? "").padStart(6, "0").slice(0, 4).toLowerCase();
    const deviceId = values.get("PCI_ID")?.toLowerCase() ?? null;
    const className = classId === "0200" ? "Ethernet controller" : (baseClasses[Number.parseInt(classId.slice(0, 2), 16)] ?? "Device");
    const driver = values.get("DRIVER") ?? null;
    const at = citeLine(section.source, lines, line);
    return { address, classId, className, deviceId, name: `Device ${deviceId ?? address}`, driver, interfaces: [], at };
  });
}

function withDomain(address: string): string {
  return address.split(":").length === 3 ? address : `0000:${address}`;
}
