import { defineRule, NotApplicable } from "#lib/rules/rule.ts";
import { isVirtual } from "#lib/rules/shared/out-of-band.ts";
import { uniqueBy } from "#lib/rules/shared/wording.ts";
import { isStick, oneLoader, single, sticks } from "./parts/boot-disk-faults.ts";
import { bootDisks, isHardwareRaid } from "./parts/boot-disks.ts";

/** Disks of virtio and Xen, which no real machine has. */
const virtualDisk = /^x?vd[a-z]+$/;

export const usbOrSingleBootDevice = defineRule({
  id: "boot/usb-or-single-boot-device",
  title: "The host boots from one disk that nothing mirrors",
  why: "When that disk dies the host is down until somebody installs it anew, however well its guests are kept. USB sticks and cards wear out within years, and come late at boot.",
  scope: "host",
  scenarios: ["hardware-fault", "reboot", "power-loss"],
  likelihood: 2,
  impact: 3,
  postmortems: ["debian-hosts-line-blocks-pmxcfs"],
  references: ["lsblk(8)", "https://pve.proxmox.com/pve-docs/pve-admin-guide.html#sysboot"],
  needs: ["identity", "blockDevices"],
  wants: ["mounts", "zfs", "bootState", "pciDevices"],
  check({ identity, blockDevices, mounts, zfs, bootState, pciDevices }) {
    if (isVirtual(identity, pciDevices)) throw new NotApplicable("a virtual machine: its disks are its host's");
    const places = bootDisks(blockDevices, mounts, zfs);
    const root = places.find(({ mountPoint }) => mountPoint === "/");
    if (root === undefined || root.disks.length === 0)
      throw new NotApplicable("the root file system lies on no disk of this host that can be told");
    if (root.disks.every(({ name }) => virtualDisk.test(name))) throw new NotApplicable("a hypervisor below gives this disk");
    const worn = uniqueBy(
      places.flatMap(({ disks }) => disks.filter(isStick)),
      ({ name }) => name,
    );
    if (worn.length > 0 && !root.redundant) return [sticks(worn, places)];
    const mirrored = root.redundant || root.disks.some(isHardwareRaid);
    if (!mirrored) return [single(root)];
    const uuids = bootState?.proxmoxBootUuids;
    if (root.redundant && uuids?.length === 1) return [oneLoader(root, uuids)];
    return [];
  },
  remedy: {
    steps: [
      "Put two SSDs with power-loss protection in, and install on a mirror of them (ZFS, md, or the controller's)",
      "Until then keep a copy of /etc and, on Proxmox, of /var/lib/pve-cluster/config.db on another machine",
    ],
    risk: "It means a new installation: the guests' disks must be elsewhere or stay untouched.",
    verify: "lsblk -o NAME,TYPE,TRAN,SIZE,MODEL,MOUNTPOINT",
  },
});
