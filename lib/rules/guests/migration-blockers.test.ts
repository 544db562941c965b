import { expect } from "vitest";
import { backups, container, passedThrough, vm } from "#lib/rules/testing/guest-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { disk, guest, storage } from "#lib/rules/testing/testing.ts";
import { migrationBlockers as rule } from "./migration-blockers.ts";

const diskbox = vm("501", "diskbox", { hostDevices: [passedThrough("0000:01:00.0")] });
const clusterConfig = { name: "lab" } as never;
const storages = [storage("local-zfs", "zfspool"), storage("local", "dir"), storage("nas", "nfs")];
const db = vm("200", "db", { haState: "started", disks: [disk("scsi0", "local-zfs:vm-200-disk-0")] });
const iso = vm("300", "web", { disks: [disk("ide2", "local:iso/debian.iso", { media: "cdrom" })] });

describeRule(
  rule,
  { guests: [diskbox] },
  {
    fails: {
      "a card of the host": [
        {},
        {
          severity: "low",
          subject: "diskbox (VM 501)",
          observed: "diskbox (VM 501): hostpci0",
          title: expect.stringContaining("cannot leave this host"),
        },
      ],
      "under HA it is worse": [{ guests: [{ ...diskbox, haState: "started" }] }, "medium"],
      "a USB device of libvirt": [
        { guests: [guest("ha", { hostDevices: [passedThrough("1-2", { kind: "usb", slot: "hostdev0" })] })] },
        "low",
      ],
      "an HA guest whose disks lie only here": [
        { guests: [db], clusterConfig, storages, backups: backups([]) },
        { severity: "medium", title: expect.stringContaining("HA starts it without them") },
      ],
      "the catalogue's example: an image in the drive": [
        { guests: [iso], clusterConfig, storages },
        { severity: "low", observed: "web (VM 300): ide2" },
      ],
    },
    passes: {
      "a mapped device, which every node may have": {
        guests: [{ ...diskbox, hostDevices: [passedThrough("", { address: null, mapping: "gpu" })] }],
      },
      "declared pinned": { guests: [{ ...diskbox, tags: ["pinned"] }] },
      "not running": { guests: [{ ...diskbox, running: false }] },
      "an empty drive": {
        guests: [vm("1", "a", { disks: [disk("ide2", "none", { kind: "empty", media: "cdrom", storage: null })] })],
        clusterConfig,
        storages,
      },
      "the drive of cloud-init": {
        guests: [vm("1", "a", { disks: [disk("ide2", "local-zfs:vm-1-cloudinit", { media: "cdrom" })] })],
        clusterConfig,
        storages,
      },
      "a replicated disk": {
        guests: [db],
        clusterConfig,
        storages,
        backups: backups([], { replications: [{ guest: "200", target: "pve-02", schedule: null, at: db.at }] }),
      },
      "replication that was not read": { guests: [db], clusterConfig, storages },
      "local disks without HA: they move with the guest": {
        guests: [{ ...db, haState: null }],
        clusterConfig,
        storages,
        backups: backups([]),
      },
      "a host that stands alone": { guests: [iso, db], storages, backups: backups([]) },
      "shared storage": {
        guests: [container("101", "c", { haState: "started", disks: [disk("rootfs", "nas:101/vm")] })],
        clusterConfig,
        storages,
        backups: backups([]),
      },
    },
  },
);
