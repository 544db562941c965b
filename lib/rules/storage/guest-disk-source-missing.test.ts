import { describe, expect, test } from "vitest";
import { describeNeeds, judge } from "#lib/rules/testing/rule-cases.ts";
import { disk, fstab, guest, identity, mount, type SomeFacts, storage } from "#lib/rules/testing/testing.ts";
import { guestDiskSourceMissing as rule } from "./guest-disk-source-missing.ts";

const root = mount("/", "xfs", "/dev/mapper/rl-root");
const wlc = guest("9800-WLC-02", { running: false, disks: [disk("vda", "/mnt/nas/vms/9800-WLC-02.qcow2")] });
const base: SomeFacts = {
  identity: identity(),
  fstab: fstab("nas-01:/volume1/vms /mnt/nas/vms nfs defaults,_netdev 0 0"),
  mounts: [root],
  guests: [wlc],
};
const onProxmox = (source: string, over = {}) => guest("erp", { id: "100", platform: "qemu", disks: [disk("scsi0", source)], ...over });

describeNeeds(rule, base);

test("the disk below a mount that is not there names guest, disk and mount", () => {
  const { findings } = judge(rule, base);
  expect(findings).toMatchObject([
    {
      severity: "high",
      confidence: "inferred",
      subject: "9800-WLC-02",
      title: "9800-WLC-02 cannot start: /mnt/nas/vms is not mounted",
      observed: "vda is /mnt/nas/vms/9800-WLC-02.qcow2, and /mnt/nas/vms is not mounted",
    },
  ]);
  expect(findings[0]?.remedy.verify).toBe("virsh -r domblklist 9800-WLC-02 --inactive");
});

describe("a finding", () => {
  const cdrom = disk("sda", "/mnt/nas/vms/virtio.iso", { media: "cdrom" });
  test.each<[string, SomeFacts, string, string]>([
    [
      "says of a running guest that its next start fails",
      { guests: [{ ...wlc, running: true }] },
      "high",
      "runs, but its next start fails",
    ],
    ["medium: only an ISO", { guests: [guest("a", { disks: [cdrom, disk("vda", "/var/lib/a.qcow2")] })] }, "medium", "/mnt/nas/vms"],
    [
      "a storage that is not defined",
      { guests: [onProxmox("gone:vm-100-disk-0")], storages: [storage("pool", "zfspool")] },
      "high",
      "storage gone is not defined",
    ],
    [
      "a disabled storage",
      { guests: [onProxmox("nas:100/a.qcow2")], storages: [storage("nas", "nfs", { enabled: false })] },
      "high",
      "storage nas is disabled",
    ],
    [
      "a storage of another node",
      { guests: [onProxmox("usb:vm-100-disk-0")], storages: [storage("usb", "lvm", { nodes: ["pve2"] })] },
      "high",
      "not for this node",
    ],
    [
      "an NFS storage that is not mounted",
      { guests: [onProxmox("nas:100/a.qcow2")], storages: [storage("nas", "nfs")] },
      "high",
      "/mnt/pve/nas is not mounted",
    ],
    [
      "a guarded directory storage whose mount is missing",
      { guests: [onProxmox("dir:100/a.raw")], storages: [storage("dir", "dir", { path: "/srv/vm", isMountPoint: "yes" })] },
      "high",
      "/srv/vm is not mounted",
    ],
    [
      "a libvirt pool on NFS that is not mounted",
      {
        guests: [guest("a", { disks: [disk("vda", "/pool/a.qcow2")] })],
        storages: [storage("p", "netfs", { platform: "libvirt", path: "/pool" })],
      },
      "high",
      "/pool is not mounted",
    ],
  ])("%s", (_, facts, severity, title) => {
    const { findings } = judge(rule, { ...base, ...facts });
    expect(findings.map((finding) => finding.severity)).toEqual([severity]);
    expect(findings[0]?.title).toContain(title);
  });

  test("an ISO can be ejected, by the tool of the platform", () => {
    const iso = disk("ide2", "nas:iso/a.iso", { media: "cdrom" });
    const [finding] = judge(rule, { ...base, guests: [onProxmox("", { disks: [iso] })], storages: [storage("nas", "nfs")] }).findings;
    expect(finding?.remedy.steps).toEqual(["Eject the ISO: `qm set 100 --ide2 none,media=cdrom`"]);
  });
});

describe("not a finding", () => {
  test.each<[string, SomeFacts]>([
    ["the same disk while the share is mounted", { mounts: [root, mount("/mnt/nas/vms", "nfs4", "nas-01:/volume1/vms")] }],
    ["an idle automount", { mounts: [root, mount("/mnt/nas/vms", "autofs", "systemd-1")] }],
    ["an empty CD-ROM", { guests: [guest("a", { disks: [disk("sda", "none", { media: "cdrom", kind: "empty", storage: null })] })] }],
    ["a network disk", { guests: [guest("a", { disks: [disk("vda", "rbd:vm/a", { kind: "network", storage: null })] })] }],
    ["a template", { guests: [{ ...wlc, template: true }] }],
    [
      "a linked clone whose base is there",
      { guests: [onProxmox("local:100/base-9-disk-0.qcow2/vm-100.qcow2")], storages: [storage("local", "dir", { path: "/var/lib/vz" })] },
    ],
    ["a local path", { guests: [guest("a", { disks: [disk("vda", "/var/lib/libvirt/images/a.qcow2")] })] }],
    ["a block device", { guests: [guest("a", { disks: [disk("vda", "/dev/vg/a")] })] }],
    [
      "a node of which nothing but its implicit store is known",
      { guests: [onProxmox("gone:vm-100-disk-0")], storages: [storage("local", "dir", { path: "/var/lib/vz" })] },
    ],
    ["storages that could not be read", { guests: [onProxmox("gone:vm-100-disk-0")] }],
    ["a storage on this node", { guests: [onProxmox("usb:vm-100-disk-0")], storages: [storage("usb", "lvm", { nodes: ["kvm-01"] })] }],
  ])("%s", (_, facts) => {
    expect(judge(rule, { ...base, ...facts })).toMatchObject({ verdict: "passed" });
  });
});
