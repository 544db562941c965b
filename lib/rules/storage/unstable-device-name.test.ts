import { describe, expect, test } from "vitest";
import { describeNeeds, judge } from "#lib/rules/testing/rule-cases.ts";
import { blockDevice, pool, vdev } from "#lib/rules/testing/storage-testing.ts";
import { cite, disk, fstab, guest, identity, mount, type SomeFacts, storage } from "#lib/rules/testing/testing.ts";
import { unstableDeviceName as rule } from "./unstable-device-name.ts";

const base: SomeFacts = { identity: identity(), fstab: fstab("/dev/sdb1 /mnt/backup ext4 nofail 0 2") };
const nvme = (address: string) => ({
  address,
  classId: "0108",
  className: "NVMe",
  deviceId: null,
  name: "SSD",
  driver: "nvme",
  interfaces: [],
  at: cite("lspci", ""),
});

describeNeeds(rule, base);

test("lines of fstab are one medium finding with each device, line and what to write", () => {
  const { findings } = judge(rule, { ...base, fstab: fstab("/dev/sdb1 /mnt/backup ext4 nofail 0 2", "/dev/sda2 none swap sw 0 0") });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    severity: "medium",
    subject: "/etc/fstab",
    title: "2 lines of /etc/fstab name a disk by its kernel name",
    observed: "/dev/sdb1 on /mnt/backup (line 1) and /dev/sda2 on none (line 2)",
  });
  expect(findings[0]?.remedy.steps).toEqual([
    "`blkid /dev/sdb1 /dev/sda2`",
    "In line 1 of /etc/fstab write `UUID=` and the UUID of it instead of `/dev/sdb1`",
    "In line 2 of /etc/fstab write `UUID=` and the UUID of it instead of `/dev/sda2`",
  ]);
});

describe("a finding", () => {
  test.each<[string, SomeFacts, string]>([
    ["high: a raw disk passed to a guest", { fstab: fstab(), guests: [guest("nas", { disks: [disk("scsi1", "/dev/sdc")] })] }, "high"],
    ["high: a storage on a raw disk", { fstab: fstab(), storages: [storage("usb", "dir", { path: "/dev/sdd1" })] }, "high"],
    [
      "medium: one of two NVMe disks",
      { fstab: fstab("/dev/nvme1n1p1 /srv xfs nofail 0 2"), pciDevices: [nvme("0000:01:00.0"), nvme("0000:02:00.0")] },
      "medium",
    ],
    ["low: the one NVMe disk", { fstab: fstab("/dev/nvme0n1p1 /srv xfs nofail 0 2"), pciDevices: [nvme("0000:01:00.0")] }, "low"],
    [
      "low: inside a guest with one virtual disk",
      { fstab: fstab("/dev/vda1 / ext4 defaults 0 1"), identity: identity({ virtualization: "kvm" }) },
      "low",
    ],
    [
      "medium: inside a guest with two",
      {
        fstab: fstab("/dev/vda1 / ext4 defaults 0 1"),
        mounts: [mount("/srv", "ext4", "/dev/vdb1")],
        identity: identity({ virtualization: "kvm" }),
      },
      "medium",
    ],
  ])("%s", (_, facts, severity) => {
    expect(judge(rule, { ...base, ...facts }).findings.map((finding) => finding.severity)).toEqual([severity]);
  });
});

const job = (command: string, source = "/etc/cron.d/usb-dump") => ({
  by: "cron" as const,
  when: "0 2 * * *",
  user: "root",
  command,
  lastRunAt: null,
  nextRunAt: null,
  at: cite(source, command, 2),
});

describe("jobs and pools", () => {
  test("a job that names a raw disk is high, and says the lasting name", () => {
    const schedules = [job("mount /dev/sdd1 /mnt/usb && vzdump --all --dumpdir /mnt/usb"), job("dd if=/dev/zero of=/dev/sdd1")];
    const blockDevices = [blockDevice("sdd1", { type: "part", byId: ["usb-WD_My_Passport-part1"] })];
    const { findings } = judge(rule, { ...base, fstab: fstab(), schedules, blockDevices });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      severity: "high",
      subject: "/etc/cron.d/usb-dump",
      observed: "/etc/cron.d/usb-dump names /dev/sdd1 in line 2",
      remedy: { steps: ["Write `/dev/disk/by-id/usb-WD_My_Passport-part1` instead of `/dev/sdd1`"] },
    });
  });

  test.each([
    "smartctl -H /dev/sda",
    "/usr/sbin/hdparm -C /dev/sdb",
    "rsync -a /srv/dev/sda1/ nas:/backup",
    "mount /dev/disk/by-id/usb-X-part1 /mnt/usb",
    "zpool scrub tank",
  ])("%s is no finding", (command) => {
    expect(judge(rule, { ...base, fstab: fstab(), schedules: [job(command)] }).verdict).toBe("passed");
  });

  test("a pool of kernel names is low, one of lasting names or of the only disk is none", () => {
    const zfs = (...names: string[]) => ({ zfs: { pools: [pool("vmdata", { vdevs: names.map((name) => vdev(name)) })] } });
    const severities = (facts: SomeFacts) => judge(rule, { ...base, fstab: fstab(), ...facts }).findings.map(({ severity }) => severity);
    expect(severities(zfs("/dev/sdb1", "/dev/sdc1"))).toEqual(["low"]);
    expect(severities(zfs("/dev/disk/by-id/ata-X-part1"))).toEqual([]);
    expect(severities({ ...zfs("/dev/sda3"), blockDevices: [blockDevice("sda"), blockDevice("sr0", { type: "rom" })] })).toEqual([]);
  });
});

describe("not a finding", () => {
  test.each([
    "UUID=5f1a /mnt/backup ext4 nofail 0 2",
    "PARTUUID=5f1a-01 /mnt/backup ext4 nofail 0 2",
    "LABEL=backup /mnt/backup ext4 nofail 0 2",
    "/dev/disk/by-id/ata-X-part1 /mnt/backup ext4 nofail 0 2",
    "/dev/disk/by-uuid/5f1a /mnt/backup ext4 nofail 0 2",
    "/dev/mapper/rl-root / xfs defaults 0 0",
    "/dev/pve/root / ext4 defaults 0 1",
    "/dev/md/data /srv ext4 defaults 0 2",
    "/dev/zvol/rpool/swap none swap sw 0 0",
    "/dev/sr0 /media/cdrom udf,iso9660 user,noauto 0 0",
    "#/dev/sdb1 /mnt/backup ext4 nofail 0 2",
  ])("%s", (line) => {
    expect(judge(rule, { ...base, fstab: fstab(line) })).toMatchObject({ verdict: "passed" });
  });

  test("a disk of a guest by its lasting name, and a disabled storage", () => {
    const guests = [guest("nas", { disks: [disk("scsi1", "/dev/disk/by-id/ata-X"), disk("scsi2", "/dev/vg_vps/vsv1001")] })];
    const storages = [storage("old", "dir", { path: "/dev/sdd1", enabled: false })];
    expect(judge(rule, { ...base, fstab: fstab(), guests, storages }).verdict).toBe("passed");
  });
});
