import { expect } from "vitest";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { storageState } from "#lib/rules/testing/storage-testing.ts";
import { disk, guest, storage } from "#lib/rules/testing/testing.ts";
import { pveStorageInactive as rule } from "./pve-storage-inactive.ts";

const nas = storage("nas-nfs", "nfs", { server: "10.0.0.7" });
const web = guest("web", { id: "100", platform: "qemu", disks: [disk("scsi0", "nas-nfs:100/vm-100-disk-0.qcow2")] });

describeRule(
  rule,
  { storageStatus: [storageState("local", "dir", "active"), storageState("nas-nfs", "nfs", "inactive")], storages: [nas], guests: [web] },
  {
    fails: {
      "disks of a guest": [
        {},
        {
          severity: "high",
          subject: "nas-nfs",
          title: "Storage nas-nfs is inactive, and web (VM 100) cannot start from it",
          observed: "nfs nas-nfs: inactive, server 10.0.0.7; disks of web (VM 100)",
          remedy: expect.objectContaining({ verify: "pvesm status --storage nas-nfs" }),
        },
      ],
      "medium for ISO images only": [
        { guests: [], storages: [{ ...nas, content: ["iso"] }] },
        { severity: "medium", observed: expect.stringContaining("for iso") },
      ],
      "medium for backups": [{ guests: [], storages: [{ ...nas, content: ["backup"] }] }, "medium"],
      "guests that could not be read may use it": [{ guests: undefined }, "high"],
      "a full share": [
        { storageStatus: [storageState("nas-nfs", "nfs", "active", { usePercent: 96.4 })] },
        { severity: "high", title: "Storage nas-nfs is nearly full: over 95 % used" },
      ],
      "a DRBD pool": [
        { storageStatus: [storageState("drbdpool", "drbd", "inactive")], storages: [storage("drbdpool", "drbd")], guests: [] },
        "medium",
      ],
    },
    passes: {
      active: { storageStatus: [storageState("nas-nfs", "nfs", "active", { usePercent: 41 })] },
      "disabled on purpose": { storageStatus: [storageState("nas-nfs", "nfs", "disabled", { usePercent: null })] },
      "disabled since": { storages: [{ ...nas, enabled: false }] },
      "of another node: pvesm does not list it": { storageStatus: [storageState("local", "dir", "active")] },
      "a full local disk is another rule's": { storageStatus: [storageState("local", "dir", "active", { usePercent: 98 })] },
    },
  },
);
