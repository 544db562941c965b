import { expect } from "vitest";
import { backupJob, backups, dataStore, schedule, vm } from "#lib/rules/testing/guest-testing.ts";
import { address } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { disk, guest, identity, mount, nic, storage } from "#lib/rules/testing/testing.ts";
import { targetInSameFailureDomain as rule } from "./target-in-same-failure-domain.ts";

const pbsGuest = vm("109", "pbs", { nics: [nic({ addresses: ["10.0.0.9"] })] });
const proxmox = identity({ system: "proxmox", hostname: "pve-01" });
const pbs = storage("pbs", "pbs", { server: "10.0.0.9" });
const nas = storage("nas", "nfs", { server: "10.0.0.70", content: ["images", "backup"] });
const onNas = vm("100", "db", { disks: [disk("scsi0", "nas:100/vm-100-disk-0.qcow2")] });
const mounts = [mount("/mnt/nas/vms", "nfs4", "nas-01:/vms"), mount("/mnt/nas/backups", "nfs4", "nas-01:/backups")];
const bind = guest("bind-01", { disks: [disk("vda", "/mnt/nas/vms/bind-01.qcow2")] });
const nightly = schedule("30 1 * * *", "/usr/local/sbin/backup-vms.sh /mnt/nas/backups/kvm-01");

describeRule(
  rule,
  { identity: proxmox, guests: [pbsGuest], backups: backups([backupJob()]), storages: [pbs] },
  {
    fails: {
      "the catalogue's example: the backup server is a guest": [
        {},
        { severity: "high", subject: "pbs", title: "Backups go to pbs, which is its own guest pbs (VM 109)" },
      ],
      "a disk of this host": [
        { storages: [storage("pbs", "dir", { path: "/srv/dump" })] },
        { title: "Backups go to pbs, which is a disk of this very host" },
      ],
      "the backup server runs on this host": [{ addresses: [address("vmbr0", "10.0.0.9/24")], guests: [vm("100", "dns")] }, "high"],
      "the storage server of the live disks": [
        { guests: [onNas], storages: [nas], backups: backups([backupJob({ storage: "nas" })]) },
        { title: "Backups go to nas, 10.0.0.70, which also holds the disks of guests" },
      ],
      "a directory that is mounted from that server": [
        { identity: identity(), backups: undefined, storages: undefined, guests: [bind], mounts, schedules: [nightly] },
        {
          severity: "high",
          subject: "/mnt/nas/backups/kvm-01",
          observed: expect.stringContaining("/usr/local/sbin/backup-vms.sh writes to"),
        },
      ],
    },
    passes: {
      "an external backup server": { guests: [vm("100", "dns")] },
      "a second job elsewhere": {
        storages: [pbs, storage("offsite", "pbs", { server: "203.0.113.5" })],
        backups: backups([backupJob(), backupJob({ id: "b", storage: "offsite" })]),
      },
      "a copy by cron to another machine": { schedules: [schedule("0 5 * * *", "rsync -a /srv/dump/ backup@203.0.113.5:/dump/")] },
      "the server here is synced elsewhere": {
        addresses: [address("vmbr0", "10.0.0.9/24")],
        guests: [vm("100", "dns")],
        backupServer: { dataStores: [dataStore({ synced: true })] },
      },
      "a directory on a server that holds no live disk": { storages: [storage("pbs", "dir", { path: "/mnt/nas/backups/x" })], mounts },
      "the job for another node": {
        backups: backups([backupJob({ storage: "far" }), backupJob({ id: "b", node: "pve-02" })]),
        storages: [storage("far", "nfs", { server: "10.9.9.9" })],
      },
    },
    notApplicable: {
      "no guests": { guests: [] },
      "no job is known": { identity: identity(), backups: undefined, schedules: [schedule("fstrim.timer", "fstrim.service")] },
    },
    unknown: { "jobs that were not read": { backups: undefined } },
  },
);
