import type { BackupJob, BackupServer, Backups } from "#lib/facts/backups.ts";
import type { Storages } from "#lib/facts/storages.ts";
import { defineRule } from "#lib/rules/rule.ts";
import { overPercent } from "#lib/rules/shared/sizes.ts";
import { groupBy, listed } from "#lib/rules/shared/wording.ts";
import { keepsAll, retentionOf } from "./parts/backup-jobs.ts";

export const noRetentionOrGc = defineRule({
  id: "backup/no-retention-or-gc",
  title: "Backups are never pruned, so the target fills up and all jobs stop",
  why: "Every night adds a copy and none is taken away. One night the target is full: from then on no job succeeds, and where guests live on the same pool they stand still too.",
  scope: "host",
  scenarios: ["hardware-fault"],
  likelihood: 3,
  impact: 2,
  postmortems: ["pbs-full-frozen-guest", "replication-stalled-week"],
  references: ["vzdump(1)", "Proxmox Backup: Maintenance"],
  needs: ["backups"],
  wants: ["backupServer", "storages", "storageStatus"],
  check({ backups, backupServer, storages, storageStatus }) {
    const jobs = backups.jobs.filter((job) => job.enabled && !job.lacksUser && keepsAll(retentionOf(job, backups)));
    const grown = jobs.filter((job) => !isPrunedThere(job, backups, backupServer, storages));
    return [...groupBy(grown, ({ storage }) => storage ?? "local")].map(([storage, own]) => {
      const usePercent = storageStatus?.find(({ id }) => id === storage)?.usePercent ?? 0;
      const kept = [...new Set(own.map((job) => retentionOf(job, backups) ?? "no word of prune-backups"))];
      return {
        subject: storage,
        key: storage,
        title: `Backups on ${storage} are never pruned: ${listed(own.map(({ id }) => id))} ${own.length === 1 ? "keeps" : "keep"} all of them`,
        observed: `${listed(own.map(({ id }) => `job ${id}`))}: ${listed(kept)}, and no prune of the storage${usePercent >= 80 ? `; it is ${overPercent(usePercent)} full` : ""}`,
        expected: "a retention on the job or the storage: prune-backups keep-daily=7,keep-weekly=4,keep-monthly=6",
        cite: [...own.map(({ at }) => at), ...backups.storages.filter((one) => one.storage === storage).map(({ at }) => at)],
        likelihood: usePercent >= 97 ? 4 : 3,
        impact: usePercent >= 97 ? 3 : 2,
      };
    });
  },
  remedy: {
    steps: [
      "Look at what a rule would remove before it does: `pvesm prune-backups STORAGE --dry-run --keep-daily 7 --keep-weekly 4`",
      "Then set it: `pvesm set STORAGE --prune-backups keep-daily=7,keep-weekly=4,keep-monthly=6`",
    ],
    risk: "Pruning removes restore points for good: check that the newest one of each guest is good first.",
    verify: "pvesm status",
  },
});

/** A backup server may prune by itself, which is the better place; only one on this very host can be looked at. */
function isPrunedThere(job: BackupJob, backups: Backups, server: BackupServer | undefined, storages: Storages | undefined): boolean {
  const type = backups.storages.find(({ storage }) => storage === job.storage)?.type;
  // What a store says that was not read may well be a retention.
  if (job.storage !== null && type === undefined && job.retention === null) return true;
  if (type !== "pbs") return false;
  const name = storages?.find(({ id }) => id === job.storage)?.export;
  const store = server?.dataStores.find((one) => one.name === name);
  return store === undefined || store.prunes.length > 0;
}
