import type { Section } from "#collectors/probe.ts";
import type { Identity } from "#lib/facts/identity.ts";
import type { KeyValue } from "./key-values.ts";
import { keyValues } from "./key-values.ts";
import { filesRead, succeeded } from "./sections.ts";

/**
 * Proxmox VE and libvirt by their own words: "pve-manager/8.4.1/2a5fa54a (running kernel: …)", with -v "pve-manager: 9.1.1 (…)";
 * "9.0.0", "libvirtd (libvirt) 9.0.0".
 */
export function systemOf(sections: {
  proxmoxVersion: Section[];
  pveversion: Section;
  virsh: Section;
  libvirtd: Section;
}): Pick<Identity, "system" | "hypervisorVersion"> {
  const [versionFile] = filesRead(sections.proxmoxVersion);
  const fromFile = versionFile && /\bsub\s+version\s*\{\s*return\s*["']([^"']+)/.exec(versionFile.text)?.[1];
  const fromTool = /^pve-manager(?:\/|: )([^/\s]+)/m.exec(sections.pveversion.text)?.[1];
  if (versionFile || fromTool) return { system: "proxmox", hypervisorVersion: fromFile ?? fromTool ?? null };
  const libvirt = [sections.virsh, sections.libvirtd].find(succeeded);
  if (!libvirt) return { system: "linux", hypervisorVersion: null };
  return { system: "libvirt", hypervisorVersion: /\d+(?:\.\d+)+/.exec(libvirt.text)?.[0] ?? null };
}

/** os-release(5), whose own defaults stand where a system has none. */
export function osOf(files: readonly Section[]): Identity["os"] {
  const values = keyValues(filesRead(files)[0]?.text ?? "");
  const of = (key: string) => given(values.get(key));
  return { id: of("ID") ?? "linux", versionId: of("VERSION_ID"), name: of("PRETTY_NAME") ?? of("NAME") ?? "Linux" };
}

function given(entry: KeyValue | undefined): string | null {
  return entry && entry.value !== "" ? entry.value : null;
}

/** Whether the first process is systemd, or sd_booted(3) would say so. */
export function isSystemd(firstProcess: readonly Section[], systemdFolder: Section): boolean {
  return wordOrNull(firstProcess) === "systemd" || succeeded(systemdFolder);
}

/** systemd-detect-virt(1) exits 1 where it prints "none". */
export function virtualizationOf(section: Section): string | null {
  const word = section.text.trim();
  return section.status === "ok" && /^[\w-]+$/.test(word) ? word : null;
}

/** Makers and models of virtual machines, as the firmware tells them; what systemd-detect-virt(1) would call them. */
const virtualMachines: readonly [RegExp, string][] = [
  [/VMware|^VMW/i, "vmware"],
  [/VirtualBox|innotek/i, "oracle"],
  [/^Xen|^HVM domU/i, "xen"],
  [/^Virtual Machine$|Hyper-V/i, "microsoft"],
  [/Parallels/i, "parallels"],
  [/BHYVE/i, "bhyve"],
  [/Amazon EC2/i, "amazon"],
  [/Google Compute Engine/i, "google"],
  [/QEMU|^KVM|Bochs|Standard PC|OpenStack|KubeVirt|oVirt|RHEV|AHV|DigitalOcean|^Hetzner$|^vServer$|Alibaba Cloud|Vultr/i, "kvm"],
];

/** A virtual machine by its firmware's words, for hosts without systemd; null where they tell nothing, which proves no real machine. */
export function machineOf(sections: readonly Section[]): string | null {
  const words = filesRead(sections).map(({ text }) => text.trim());
  if (words.some((word) => word.endsWith(".metal"))) return null;
  return virtualMachines.find(([pattern]) => words.some((word) => pattern.test(word)))?.[1] ?? null;
}

/** Seconds of the epoch as ISO 8601 in UTC. */
export function clockOf(section: Section): string | null {
  const seconds = numberOrNull([section]);
  const date = new Date((seconds ?? Number.NaN) * 1000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** The first word of the first source that answered. */
export function wordOrNull(sections: readonly Section[]): string | null {
  return filesRead(sections)[0]?.text.trim().split(/\s/, 1)[0] || null;
}

/** That word as a number that is not negative. */
export function numberOrNull(sections: readonly Section[]): number | null {
  const word = wordOrNull(sections);
  return word !== null && /^\d+(\.\d+)?$/.test(word) ? Number(word) : null;
}
