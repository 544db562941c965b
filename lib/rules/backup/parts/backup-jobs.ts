import type { BackupJob, Backups } from "#lib/facts/backups.ts";
import type { Guest } from "#lib/facts/guests.ts";
import { isTagged } from "#lib/rules/shared/guest-start.ts";

/** Whether a job takes a guest; null where its pool decides, which is not read. */
export function takes(job: BackupJob, guest: Guest): boolean | null {
  if (!job.enabled || job.lacksUser || job.excluded.includes(guest.id)) return false;
  if (job.all || job.guests.includes(guest.id)) return true;
  return job.pool === null ? false : null;
}

/** Jobs that run on this node. */
export function jobsHere({ jobs }: Backups, hostname: string): BackupJob[] {
  return jobs.filter(({ enabled, node }) => enabled && (node === null || node === hostname.split(".")[0]));
}

/** Guests whose data somebody would miss: not templates, not those that people left out on purpose. */
export function isWorthSaving(guest: Guest): boolean {
  return !guest.template && !isTagged(guest, "no-backup", "nobackup", "lab", "test", "scratch", "disposable");
}

/** What a job keeps: its own word, else the storage's, else that of vzdump.conf. Nothing said means everything is kept. */
export function retentionOf(job: BackupJob, { storages, defaultRetention }: Backups): string | null {
  return job.retention ?? storages.find(({ storage }) => storage === job.storage)?.retention ?? defaultRetention;
}

/** Whether nothing is ever pruned: `keep-all=1`, or no word at all (vzdump(1)). */
export function keepsAll(retention: string | null): boolean {
  return retention === null || /keep-all=(1|yes|true|on)/.test(retention) || !/keep-[a-z]+=[1-9]/.test(retention);
}

/** Programs that copy data away, as they are called in cron and in timers. */
const backupProgram =
  /(^|[\s/;&|"'])(borg|borgmatic|restic|rsnapshot|rsync|rclone|duplicity|kopia|rdiff-backup|proxmox-backup-client|vzdump|virtnbdbackup\S*|virsh-backup|backup\S*|\S*[-_]backups?\S*|bareos\S*|bacula\S*|veeam\S*|autorestic|burp|urbackup\S*|sanoid|syncoid|zrepl|pve-zsync)(\s|$|\.)/i;

/** Daemons that a backup server calls; what they save is written down there. */
export const backupClients = [
  "bareos-fd.service",
  "bareos-filedaemon.service",
  "bacula-fd.service",
  "veeamservice.service",
  "urbackupclientbackend.service",
  "burp-client.service",
  "networker.service",
  "dsmcad.service",
  "netbackup.service",
  "acronis_mms.service",
  "cohesity-agent.service",
  "rubrik-backup-service.service",
  "hdp-agent.service",
  "elastio-agent.service",
];

/** Whether a command line copies data away, by its name. */
export function looksLikeBackup(command: string): boolean {
  return backupProgram.test(command) && !/dpkg-db-backup|proxmox-backup-daily-update|logrotate/.test(command);
}

/** Whether a command line writes to another machine: user@host, a URL, a cloud store. */
export function goesElsewhere(command: string): boolean {
  return /[\w.-]+@[\w.[\]:-]+|\b(ssh|sftp|s3|b2|gs|azure|swift|rest|https?|rclone|restic|gdrive|wasabi):|--(remote|repository)\b/i.test(
    command,
  );
}
