import { backupJob, backups, schedule, vm } from "#lib/rules/testing/guest-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { disk, guest, identity } from "#lib/rules/testing/testing.ts";
import { guestNotCovered as rule } from "./guest-not-covered.ts";

const excluded = backups([backupJob({ excluded: ["105"] })], { notCovered: null });
const db = vm("105", "db");
const at = db.at;

describeRule(
  rule,
  { identity: identity({ hostname: "pve-01" }), guests: [vm("100", "dns"), db], backups: excluded },
  {
    fails: {
      "the catalogue's example: exclude 105": [
        {},
        {
          severity: "medium",
          subject: "db (VM 105)",
          title: "db (VM 105): in no backup job",
          observed: "1 enabled backup job; 1 guest in none of them",
        },
      ],
      "Proxmox itself says so": [{ backups: backups([backupJob()], { notCovered: [{ id: "105", name: "db", at }] }) }, "medium"],
      "only a disabled job": [{ backups: backups([backupJob({ enabled: false })], { notCovered: null }) }, { subject: "2 guests" }],
      "a job for another node": [{ backups: backups([backupJob({ node: "pve-02" })], { notCovered: null }) }, { subject: "2 guests" }],
      "no job at all, and another program saves something: low": [
        { backups: backups([], { notCovered: null }), schedules: [schedule("15 2 * * *", "/usr/local/sbin/backup-guests --to b@h")] },
        { severity: "low", confidence: "suspected" },
      ],
      "a disk with backup=0 is a hint": [
        { guests: [vm("100", "dns", { disks: [disk("scsi1", "nas:media", { backedUp: false })] })], backups: backups([backupJob()]) },
        { severity: "low", confidence: "suspected", observed: "dns (VM 100) scsi1" },
      ],
    },
    passes: {
      "the catalogue's sound job: all 1": { backups: backups([backupJob()]) },
      "tagged no-backup": { guests: [vm("100", "dns"), { ...db, tags: ["no-backup"] }] },
      "a template": { guests: [vm("100", "dns"), { ...db, template: true }] },
      "a guest that is off and stays off": { guests: [vm("100", "dns"), { ...db, running: false, onboot: false }] },
      "what Proxmox counts as covered by a pool": { backups: backups([backupJob({ all: false, pool: "prod" })]) },
      "another node's guest is not in any job": { backups: backups([backupJob()], { notCovered: [{ id: "900", name: null, at }] }) },
      "a directory of the host in a container": {
        guests: [vm("100", "dns", { disks: [disk("mp0", "/srv/media", { kind: "directory", backedUp: false })] })],
        backups: backups([backupJob()]),
      },
    },
    notApplicable: { "no guests": { guests: [] }, "domains of libvirt": { guests: [guest("bind-01")] } },
    unknown: { "a pool that is not read": { backups: backups([backupJob({ all: false, pool: "prod" })], { notCovered: null }) } },
  },
);
