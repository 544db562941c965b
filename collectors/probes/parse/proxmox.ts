import type { Section } from "#collectors/probe.ts";
import { NotApplicable, NotReadable } from "#collectors/probe.ts";
import { fileOrNull } from "./presence.ts";

/** Sources that tell a host without Proxmox from one whose cluster file system is down, neither of which has files below /etc/pve. */
export const presenceSources = {
  mountinfo: { read: "/proc/self/mountinfo", maximumBytes: 4 * 1024 * 1024, optional: true },
  release: { read: "/usr/share/perl5/PVE/pvecfg.pm", optional: true },
} as const;

/**
 * Returns only where /etc/pve is mounted, so that a file which is missing there is truly missing. Throws NotApplicable on a host
 * without Proxmox, NotReadable where Proxmox is installed and pmxcfs(8) does not run.
 */
export function requirePmxcfs({ mountinfo, release }: { mountinfo: readonly Section[]; release: readonly Section[] }): void {
  const mounts = fileOrNull(mountinfo, "mount table");
  if (mounts && / \/etc\/pve /.test(mounts.text)) return;
  if (release.length === 0 || !fileOrNull(release, "Proxmox release")) throw new NotApplicable("Proxmox is not installed");
  throw new NotReadable("unreachable", "/etc/pve is not mounted: pve-cluster does not run");
}
