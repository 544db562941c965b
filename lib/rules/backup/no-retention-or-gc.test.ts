import { expect } from "vitest";
import { backupJob, backups, dataStore } from "#lib/rules/testing/guest-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, storage } from "#lib/rules/testing/testing.ts";
import { noRetentionOrGc as rule } from "./no-retention-or-gc.ts";

const at = cite("/etc/pve/storage.cfg", "pbs: pbs");
const keepAll = backupJob({ retention: "keep-all=1", storage: "pbs" });
const onPbs = backups([keepAll], { storages: [{ storage: "pbs", type: "pbs", retention: "keep-all=1", at }] });
const onNas = backups([{ ...keepAll, storage: "nas" }], { storages: [{ storage: "nas", type: "nfs", retention: null, at }] });
const state = (usePercent: number) => [{ id: "nas", type: "nfs", status: "active", sizeBytes: 1, usedBytes: 1, usePercent, at }];

describeRule(
  rule,
  { backups: onNas },
  {
    fails: {
      "keep-all": [
        {},
        {
          severity: "medium",
          subject: "nas",
          title: "Backups on nas are never pruned: nightly keeps all of them",
          observed: "job nightly: keep-all=1, and no prune of the storage",
        },
      ],
      "nothing said at all": [
        { backups: { ...onNas, jobs: [{ ...keepAll, storage: "nas", retention: null }] } },
        { observed: "job nightly: no word of prune-backups, and no prune of the storage" },
      ],
      "a target that is nearly full": [
        { storageStatus: state(98) },
        { severity: "high", observed: expect.stringContaining("over 97 % full") },
      ],
      "the backup server of this host prunes nothing either": [
        {
          backups: onPbs,
          storages: [storage("pbs", "pbs", { export: "homelab" })],
          backupServer: { dataStores: [dataStore({ name: "homelab", prunes: [] })] },
        },
        { severity: "medium", subject: "pbs" },
      ],
    },
    passes: {
      "the job prunes": { backups: backups([backupJob()]) },
      "the storage prunes": {
        backups: {
          ...onNas,
          jobs: [{ ...keepAll, storage: "nas", retention: null }],
          storages: [{ storage: "nas", type: "nfs", retention: "keep-last=3", at }],
        },
      },
      "a store whose own words were not read": {
        backups: backups([{ ...keepAll, storage: "nas", retention: null }], { storages: [] }),
      },
      "vzdump.conf prunes": {
        backups: { ...onNas, jobs: [{ ...keepAll, storage: "nas", retention: null }], defaultRetention: "keep-last=2" },
      },
      "a backup server elsewhere, which prunes by itself": { backups: onPbs },
      "the backup server of this host prunes": {
        backups: onPbs,
        storages: [storage("pbs", "pbs", { export: "homelab" })],
        backupServer: { dataStores: [dataStore({ name: "homelab" })] },
      },
      "a disabled job": { backups: backups([{ ...keepAll, enabled: false }]) },
      "no jobs": { backups: backups([]) },
    },
  },
);
