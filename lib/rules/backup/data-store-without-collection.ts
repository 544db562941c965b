import type { DataStore } from "#lib/facts/backups.ts";
import { defineRule, NotApplicable } from "#lib/rules/rule.ts";
import { longestGapHours } from "#lib/rules/shared/calendar.ts";
import { instant } from "#lib/rules/shared/instants.ts";
import { shellWord } from "#lib/rules/shared/wording.ts";

/** Collections are made by the week at the rarest. */
const maximumAgeHours = 8 * 24;

export const dataStoreWithoutCollection = defineRule({
  id: "backup/data-store-without-collection",
  title: "A data store of the backup server never frees its space",
  why: "Pruning only forgets backups; the space comes back when garbage collection runs. Without it the store grows until it is full, and then no backup and not even the collection itself can run.",
  scope: "host",
  scenarios: ["hardware-fault"],
  likelihood: 3,
  impact: 2,
  postmortems: ["pbs-full-frozen-guest"],
  references: ["proxmox-backup-manager(1)"],
  needs: ["backupServer", "identity"],
  check({ backupServer, identity }, now) {
    if (backupServer.dataStores.length === 0) throw new NotApplicable("the backup server has no data store");
    const clock = identity.clock === null ? now.getTime() : Date.parse(identity.clock);
    return backupServer.dataStores.flatMap((store) => {
      const fault = faultOf(store, clock);
      if (fault === null) return [];
      return [
        {
          subject: store.name,
          key: store.name,
          title: `Data store ${store.name}: ${fault}`,
          observed: `${fault}; ${store.prunes.length === 0 ? "no prune job either" : `pruned: ${store.prunes.join("; ")}`}`,
          expected: "a garbage collection at least every week, and a prune job",
          cite: [store.at],
          remedy: {
            steps: [
              `\`proxmox-backup-manager datastore update ${shellWord(store.name)} --gc-schedule daily\``,
              `\`proxmox-backup-manager prune-job create prune-${shellWord(store.name)} --store ${shellWord(store.name)} --schedule daily --keep-daily 7 --keep-weekly 4 --keep-monthly 6\``,
            ],
          },
        },
      ];
    });
  },
  remedy: {
    steps: ["Give the store a gc-schedule and a prune job"],
    risk: "A prune job removes restore points for good. A first collection reads the whole store and loads its disks for hours; on a full store, make room first.",
    verify: "proxmox-backup-manager garbage-collection list",
  },
});

function faultOf(store: DataStore, clock: number): string | null {
  if (store.collectsOn === null) return "no schedule for garbage collection";
  if (!store.collectionsRead) return null;
  if (store.collectedAt === null) return `garbage collection is set to "${store.collectsOn}" and has never run`;
  const limitHours = Math.max(maximumAgeHours, (longestGapHours(store.collectsOn) ?? 0) * 1.5);
  if (clock - Date.parse(store.collectedAt) <= limitHours * 3_600_000) return null;
  return `the last garbage collection ended ${instant(new Date(store.collectedAt))}`;
}
