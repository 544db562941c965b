import type { Service } from "#lib/facts/services.ts";
import type { Storage } from "#lib/facts/storages.ts";

/** Types whose data is on this machine, or that the cluster itself serves. Any other, a plugin's too, asks somebody when a guest starts. */
const local = new Set(["dir", "lvm", "lvmthin", "zfspool", "btrfs", "pbs", "esxi"]);
const ceph = new Set(["rbd", "cephfs"]);
/** What pve-guests.service is ordered after by itself; anything else was added by a person. */
const ownOrder =
  /^(pve-|pvestatd|pveproxy|pvedaemon|spiceproxy|ceph\.|remote-fs|multi-user|basic|sysinit|system\.slice|systemd-|network|zfs|qmeventd|lxc|-\.mount|tmp\.mount|var)/;

/** Whether a guest on it can start only once another machine answers. */
export function isRemote(storage: Storage): boolean {
  if (storage.platform !== "proxmox" || !storage.enabled || local.has(storage.type)) return false;
  // Ceph of the cluster itself comes with the quorum that pve-guests waits for; one with monitors of its own is another machine.
  return !ceph.has(storage.type) || storage.server !== null;
}

/** Whether something waits before the guests are started. The package's own command before the start only applies startall-onboot-delay. */
export function waits({ dropIns, execStartPre, after }: Service): boolean {
  const added = (execStartPre ?? "").split("\n").filter((command) => command !== "" && !command.includes("pve-startall-delay"));
  return added.length > 0 || (dropIns.length > 0 && after.some((name) => !ownOrder.test(name)));
}
