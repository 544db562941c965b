import type { Section } from "#collectors/probe.ts";
import type { BootState } from "#lib/facts/boot-state.ts";
import { type Cite, citeLine } from "#lib/facts/cite.ts";
import { releaseOf } from "./boot-menu.ts";
import { fieldsOf, listOf } from "./escapes.ts";
import { keyValues } from "./key-values.ts";
import { filesRead, linesOf, succeeded } from "./sections.ts";

/** Disks that debconf-show(1) names for grub-pc, with the kernel's name for each from the list of /dev/disk/by-id. */
export function installDevices(debconf: Section, diskIds: Section): BootState["grubInstallDevices"] {
  if (!succeeded(debconf)) return null;
  const lines = linesOf(debconf.text);
  const index = lines.findIndex((line) => /^[*\s]*grub-pc\/install_devices:/.test(line));
  const paths = listOf((lines[index] ?? "").replace(/^[^:]*:/, ""));
  if (index < 0 || paths.length === 0) return null;
  const targets = targetsOf(diskIds);
  const at = citeLine(debconf.source, lines, index);
  // A name of the kernel is taken as it stands; one of udev only where the list of them was read.
  const devices = paths.map((path) => ({
    path,
    device: targets.get(path) ?? (/^\/dev\/[a-z0-9]+$/.test(path) ? path.slice(5) : null),
    at,
  }));
  return targets.size === 0 && devices.some(({ device }) => device === null) ? null : devices;
}

/** "… ata-X -> ../../sda": udev's name to the kernel's. */
function targetsOf(diskIds: Section): Map<string, string> {
  const pairs = linesOf(succeeded(diskIds) ? diskIds.text : "").flatMap((line) => {
    const words = fieldsOf(line);
    const arrow = words.indexOf("->");
    const name = words[arrow - 1];
    const target = words[arrow + 1];
    return arrow < 1 || !name || !target ? [] : [[`/dev/disk/by-id/${name}`, target.replace(/^.*\//, "")] as const];
  });
  return new Map(pairs);
}

/** efibootmgr(8) with or without -v: "Boot0004* ubuntu HD(1,GPT,<partition>,…)". */
export function firmwareOf(section: Section): BootState["firmware"] {
  if (!succeeded(section)) return null;
  const lines = linesOf(section.text);
  const value = (key: string) =>
    lines
      .find((line) => line.startsWith(`${key}: `))
      ?.slice(key.length + 2)
      .trim() ?? null;
  const entries = lines.flatMap((line, index) => {
    const [, id, rest = ""] = /^Boot([0-9A-F]{4})\*\s(.*)$/.exec(line.slice(0, 2000)) ?? [];
    if (id === undefined) return [];
    const partUuid = /\bHD\(\d+,GPT,([0-9a-f-]{36})/i.exec(rest)?.[1]?.toLowerCase() ?? null;
    return [{ id, title: rest.split(/\t|\sHD\(/)[0]?.trim() ?? "", partUuid, at: citeLine(section.source, lines, index) }];
  });
  return { current: value("BootCurrent"), order: listOf(value("BootOrder") ?? ""), entries };
}

/** The pin file of proxmox-boot-tool, "Pinned kernel:" of its list, the default that grubby(8) tells, or the entry that GRUB saved. */
export function pinnedKernel(
  pin: Section[],
  selected: Section,
  grubby: Section,
  environments: Section[],
  defaults: Section[],
): BootState["pinned"] {
  const file = filesRead(pin).find(({ text }) => text.trim() !== "");
  if (file) return { release: linesOf(file.text)[0]?.trim() ?? null, at: citeLine(file.source, linesOf(file.text), 0) };
  const lines = linesOf(succeeded(selected) ? selected.text : "");
  const nextHeading = lines.findIndex((line) => /^Kernel pinned on next-boot:/i.test(line));
  const heading = nextHeading >= 0 ? nextHeading : lines.findIndex((line) => /^Pinned kernel:/i.test(line));
  if (heading >= 0) return { release: lines[heading + 1]?.trim() || null, at: citeLine(selected.source, lines, heading + 1) };
  const byGrubby = succeeded(grubby) ? releaseOf(grubby.text.trim()) : null;
  if (byGrubby !== null) return { release: byGrubby, at: citeLine(grubby.source, linesOf(grubby.text), 0) };
  const asksForSaved = filesRead(defaults).some((section) => keyValues(section.text).get("GRUB_DEFAULT")?.value === "saved");
  return (asksForSaved ? savedEntry(environments) : null) ?? fixedDefault(defaults);
}

function savedEntry(environments: readonly Section[]): BootState["pinned"] {
  for (const section of filesRead(environments)) {
    const entry = keyValues(section.text).get("saved_entry");
    const release = entry && /(\d+\.\d+\.\d+[^\s>]*)$/.exec(entry.value.slice(-200))?.[1];
    if (entry && release) return { release, at: citeLine(section.source, linesOf(section.text), entry.line) };
  }
  return null;
}

/** GRUB_DEFAULT= other than the first entry or the saved one: someone chose. */
function fixedDefault(defaults: readonly Section[]): { release: string | null; at: Cite } | null {
  for (const section of filesRead(defaults)) {
    const entry = keyValues(section.text).get("GRUB_DEFAULT");
    if (!entry || ["", "0", "saved"].includes(entry.value)) continue;
    const release = /(\d+\.\d+\.\d+[^\s>]*)$/.exec(entry.value.slice(-200))?.[1] ?? null;
    return { release, at: citeLine(section.source, linesOf(section.text), entry.line) };
  }
  return null;
}
