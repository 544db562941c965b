import { watch } from "#lib/engine/drift/watch.ts";

const jobs = watch({
  fact: "backups",
  kind: "job",
  group: "backups",
  weight: 1,
  things: (backups) =>
    backups.jobs.map((job) => ({
      key: job.id,
      name: `backup job ${job.id}`,
      says: {
        enabled: job.enabled,
        when: job.schedule,
        storage: job.storage,
        "all guests": job.all,
        guests: job.guests,
        "left out": job.excluded,
        pool: job.pool,
        node: job.node,
        keeps: job.retention,
        "makes up for missed runs": job.repeatsMissed,
        "lacks its user": job.lacksUser,
      },
      at: [job.at],
    })),
});

const retention = watch({
  fact: "backups",
  kind: "retention",
  group: "backups",
  things: ({ defaultRetention, storages, at }) => [
    { key: "default", name: "default retention of backups", says: { keeps: defaultRetention }, at: [at] },
    ...storages.map((one) => ({
      key: `storage ${one.storage}`,
      name: `retention of backups on ${one.storage}`,
      says: { keeps: one.retention },
      at: [one.at],
    })),
  ],
});

const replications = watch({
  fact: "backups",
  kind: "replication",
  group: "backups",
  things: (backups) =>
    backups.replications.map(({ guest, target, schedule, at }) => ({
      key: `${guest} ${target}`,
      name: `replication of guest ${guest} to ${target}`,
      says: { when: schedule },
      at: [at],
    })),
});

const notCovered = watch({
  fact: "backups",
  kind: "guest without backup",
  group: "backups",
  weight: 1,
  things: (backups) =>
    backups.notCovered?.map(({ id, name, at }) => ({ key: id, name: `guest ${name ?? id}`, says: {}, at: [at] })) ?? null,
  words: ({ before, now }) => (before === null ? `${now?.name} is in no backup job` : `${before.name} is in a backup job now, or gone`),
});

const dataStores = watch({
  fact: "backupServer",
  kind: "data store",
  group: "backups",
  things: (server) =>
    server.dataStores.map(({ name, path, collectsOn, prunes, verified, synced, at }) => ({
      key: name,
      name: `data store ${name}`,
      says: { path: path ?? undefined, "collects garbage": collectsOn, prunes, verified, synced },
      at: [at],
    })),
});

const scripts = watch({
  fact: "hostScripts",
  kind: "script line",
  group: "backups",
  weight: 3,
  things: (lines) =>
    lines.map(({ path, text, at }) => ({ key: `${path} ${text}`, name: `line of ${path}: ${text.trim()}`, says: {}, at: [at] })),
});

export const backupWatches = [jobs, retention, replications, notCovered, dataStores, scripts];
