import type { Identity } from "#lib/facts/identity.ts";
import type { Packages } from "#lib/facts/packages.ts";
import { majorMinor } from "#lib/rules/shared/versions.ts";

/** Parts that members of one cluster talk to each other with, under one name whatever the distribution calls them. */
const names: Readonly<Record<string, string>> = {
  "pve-manager": "pve-manager",
  "qemu-server": "qemu-server",
  "pve-qemu-kvm": "QEMU",
  "qemu-kvm": "QEMU",
  "qemu-kvm-core": "QEMU",
  "qemu-system-x86": "QEMU",
  corosync: "corosync",
  libknet1: "libknet",
  libknet1t64: "libknet",
  ceph: "Ceph",
  "ceph-common": "Ceph",
  "libvirt-daemon": "libvirt",
  "libvirt-daemon-system": "libvirt",
  "lxc-pve": "LXC",
};

/** What one member of a cluster runs. */
export interface Member {
  name: string;
  identity: Identity | undefined;
  packages: Packages | undefined;
}

/** A part with the version of each member that has it. */
export interface PartVersions {
  part: string;
  versions: { member: string; version: string }[];
}

/** Parts that two or more members have in different releases (major.minor). */
export function differingParts(members: readonly Member[]): PartVersions[] {
  const found = new Map<string, Map<string, string>>();
  for (const member of members) {
    for (const [part, version] of partsOf(member)) {
      const versions = found.get(part) ?? new Map<string, string>();
      found.set(part, versions.set(member.name, version));
    }
  }
  return [...found].flatMap(([part, byMember]) => {
    const versions = [...byMember].map(([member, version]) => ({ member, version }));
    return new Set(versions.map(({ version }) => majorMinor(version))).size > 1 ? [{ part, versions }] : [];
  });
}

function partsOf({ identity, packages }: Member): [string, string][] {
  const own = (packages?.parts ?? []).flatMap(({ name, version }): [string, string][] => {
    const part = Object.hasOwn(names, name) ? names[name] : undefined;
    return part === undefined ? [] : [[part, version]];
  });
  const hypervisor = identity?.hypervisorVersion;
  if (!hypervisor) return own;
  const part = identity.system === "proxmox" ? "pve-manager" : "libvirt";
  return [[part, hypervisor], ...own];
}
