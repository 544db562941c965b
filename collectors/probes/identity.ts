import type { Section } from "#collectors/probe.ts";
import { defineProbe } from "#collectors/probe.ts";
import type { Identity } from "#lib/facts/identity.ts";
import type { KeyValue } from "./parse/key-values.ts";
import { keyValues } from "./parse/key-values.ts";
import { filesRead, firstSuccess, succeeded } from "./parse/sections.ts";

/** Who the host is: files alone where they tell; `pveversion` is a Perl start and runs only where Proxmox's version file is not there. */
export const identity = defineProbe({
  id: "identity",
  fact: "identity",
  systems: ["linux"],
  sources: {
    hostname: { read: "/proc/sys/kernel/hostname", optional: true },
    nodeName: { exec: ["uname", "-n"], unless: "hostname", optional: true },
    kernel: { read: "/proc/sys/kernel/osrelease", optional: true },
    release: { exec: ["uname", "-r"], unless: "kernel", optional: true },
    architecture: { exec: ["uname", "-m"], optional: true },
    machineId: { read: "/etc/machine-id", optional: true },
    bootId: { read: "/proc/sys/kernel/random/boot_id", optional: true },
    osRelease: { read: "/etc/os-release", optional: true },
    vendorRelease: { read: "/usr/lib/os-release", optional: true },
    uptime: { read: "/proc/uptime", optional: true },
    clock: { exec: ["date", "+%s"], optional: true },
    firstProcess: { read: "/proc/1/comm", optional: true },
    // sd_booted(3): what there is for logins that may not see the first process.
    systemdFolder: { exec: ["ls", "-d", "/run/systemd/system"], unless: "firstProcess", optional: true },
    virtualization: { exec: ["systemd-detect-virt"], optional: true },
    proxmoxVersion: { read: "/usr/share/perl5/PVE/pvecfg.pm", optional: true },
    pveversion: { exec: ["pveversion"], unless: "proxmoxVersion", optional: true, timeoutSeconds: 10 },
    virsh: { exec: ["virsh", "--version"], optional: true },
    libvirtd: { exec: ["libvirtd", "--version"], unless: "virsh", optional: true },
  },
  parse(sections) {
    const hostname = firstSuccess([...sections.hostname, sections.nodeName], "host name").text.trim();
    const kernel = firstSuccess([...sections.kernel, sections.release], "kernel release").text.trim();
    if (hostname === "" || kernel === "") throw new Error("the kernel tells no host name or no release");
    return {
      hostname,
      machineId: wordOrNull(sections.machineId),
      bootId: wordOrNull(sections.bootId),
      kernel,
      architecture: wordOrNull([sections.architecture]),
      os: osOf([...sections.osRelease, ...sections.vendorRelease]),
      ...systemOf(sections),
      init: isSystemd(sections.firstProcess, sections.systemdFolder) ? "systemd" : "other",
      virtualization: virtualizationOf(sections.virtualization),
      uptimeSeconds: numberOrNull(sections.uptime),
      clock: clockOf(sections.clock),
    };
  },
});

/** Proxmox VE and libvirt by their own words: "pve-manager/8.4.1/2a5fa54a (running kernel: …)", "9.0.0", "libvirtd (libvirt) 9.0.0". */
function systemOf(sections: { proxmoxVersion: Section[]; pveversion: Section; virsh: Section; libvirtd: Section }) {
  const [versionFile] = filesRead(sections.proxmoxVersion);
  const fromFile = versionFile && /\bsub\s+version\s*\{\s*return\s*["']([^"']+)/.exec(versionFile.text)?.[1];
  const fromTool = /^pve-manager\/([^/\s]+)/m.exec(sections.pveversion.text)?.[1];
  if (versionFile || fromTool) return { system: "proxmox", hypervisorVersion: fromFile ?? fromTool ?? null } as const;
  const libvirt = [sections.virsh, sections.libvirtd].find(succeeded);
  if (!libvirt) return { system: "linux", hypervisorVersion: null } as const;
  return { system: "libvirt", hypervisorVersion: /\d+(?:\.\d+)+/.exec(libvirt.text)?.[0] ?? null } as const;
}

/** os-release(5), whose own defaults stand where a system has none. */
function osOf(files: readonly Section[]): Identity["os"] {
  const values = keyValues(filesRead(files)[0]?.text ?? "");
  const of = (key: string) => given(values.get(key));
  return { id: of("ID") ?? "linux", versionId: of("VERSION_ID"), name: of("PRETTY_NAME") ?? of("NAME") ?? "Linux" };
}

function given(entry: KeyValue | undefined): string | null {
  return entry && entry.value !== "" ? entry.value : null;
}

function isSystemd(firstProcess: readonly Section[], systemdFolder: Section): boolean {
  return wordOrNull(firstProcess) === "systemd" || succeeded(systemdFolder);
}

/** systemd-detect-virt(1) exits 1 where it prints "none". */
function virtualizationOf(section: Section): string | null {
  const word = section.text.trim();
  return section.status === "ok" && /^[\w-]+$/.test(word) ? word : null;
}

/** Seconds of the epoch as ISO 8601 in UTC. */
function clockOf(section: Section): string | null {
  const seconds = numberOrNull([section]);
  const date = new Date((seconds ?? Number.NaN) * 1000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function wordOrNull(sections: readonly Section[]): string | null {
  return filesRead(sections)[0]?.text.trim().split(/\s/, 1)[0] || null;
}

function numberOrNull(sections: readonly Section[]): number | null {
  const word = wordOrNull(sections);
  return word !== null && /^\d+(\.\d+)?$/.test(word) ? Number(word) : null;
}
