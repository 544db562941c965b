import type { Section } from "#collectors/probe.ts";
import type { BootState } from "#lib/facts/boot-state.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { grubEntries, loaderEntry } from "./boot-menu.ts";
import { keyValues } from "./key-values.ts";
import { filesRead, linesOf } from "./sections.ts";

/** Entries of GRUB's menu, then those of the Boot Loader Specification; null where no menu was read. */
export function menuEntries(menus: readonly Section[], files: readonly Section[]): BootState["entries"] {
  const read = [...filesRead(menus).flatMap(grubEntries), ...filesRead(files).flatMap((file) => loaderEntry(file) ?? [])];
  return read.length > 0 ? read : null;
}

/** What Debian's packages leave behind when they want a reboot. */
export function rebootRequired(flag: readonly Section[], packages: readonly Section[]): BootState["rebootRequired"] {
  const list = filesRead(packages)[0];
  const at = list ?? filesRead(flag)[0];
  if (!at) return null;
  const names = linesOf(list?.text ?? "").map((line) => line.trim());
  return { packages: [...new Set(names.filter((name) => name !== ""))], at: citeLine(at.source, linesOf(at.text), 0) };
}

/** The boot partitions of proxmox-boot-tool. */
export function proxmoxBootUuids(files: readonly Section[]): BootState["proxmoxBootUuids"] {
  const [file] = filesRead(files);
  const lines = linesOf(file?.text ?? "");
  const found = lines.flatMap((line, index) =>
    /^[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}$/.test(line.trim()) ? [{ uuid: line.trim(), at: citeLine(file?.source ?? "", lines, index) }] : [],
  );
  return found.length > 0 ? found : null;
}

/** MODULES= of initramfs.conf(5): the last file that says it counts. */
export function modulesOf(files: readonly Section[]): BootState["initramfsModules"] {
  const said = filesRead(files).flatMap((file) => {
    const entry = keyValues(file.text).get("MODULES");
    return entry ? [{ value: entry.value, at: citeLine(file.source, linesOf(file.text), entry.line) }] : [];
  });
  return said.at(-1) ?? null;
}

/** `startall-onboot-delay: 180` of a node's own configuration (pvenode(1)). */
export function startDelay(files: readonly Section[]): number | null {
  const seconds = /^startall-onboot-delay:\s*(\d{1,5})\s*$/m.exec(filesRead(files)[0]?.text ?? "")?.[1];
  return seconds === undefined ? null : Number(seconds);
}
