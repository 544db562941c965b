import { z } from "zod";
import { Cite } from "./cite.ts";

/** A backup job of Proxmox: an entry of jobs.cfg, or a line of the older vzdump.cron (vzdump(1)). */
export const BackupJob = z.object({
  id: z.string(),
  enabled: z.boolean(),
  /** A calendar event ("sun 01:00") or the five fields of cron; null where the job says none. */
  schedule: z.string().nullable(),
  storage: z.string().nullable(),
  /** Only guests on this node; null for all nodes. */
  node: z.string().nullable(),
  all: z.boolean(),
  guests: z.array(z.string()),
  excluded: z.array(z.string()),
  pool: z.string().nullable(),
  /** "keep-daily=7,keep-weekly=4"; null where storage and defaults decide. */
  retention: z.string().nullable(),
  /** Whether a run that was missed while the node was off is made up for. */
  repeatsMissed: z.boolean(),
  /** A line of vzdump.cron without its user, which cron drops. */
  lacksUser: z.boolean(),
  at: Cite,
});
export type BackupJob = z.infer<typeof BackupJob>;

/** Sources: /etc/pve/jobs.cfg, vzdump.cron, replication.cfg and storage.cfg, /etc/vzdump.conf, `pvesh get /cluster/backup-info/not-backed-up`. */
export const Backups = z.object({
  jobs: z.array(BackupJob),
  /** `prune-backups` of /etc/vzdump.conf. */
  defaultRetention: z.string().nullable(),
  /** `prune-backups` or `maxfiles` of each storage that holds backups. */
  storages: z.array(z.object({ storage: z.string(), type: z.string(), retention: z.string().nullable(), at: Cite })),
  /** Storage replication (pvesr(1)): disks of a guest copied to another node; disabled jobs are left out. */
  replications: z.array(z.object({ guest: z.string(), target: z.string(), schedule: z.string().nullable(), at: Cite })),
  /** Guests that Proxmox itself finds in no job; null where it was not asked. */
  notCovered: z.array(z.object({ id: z.string(), name: z.string().nullable(), at: Cite })).nullable(),
  /** The first line of jobs.cfg, or what there is instead of it. */
  at: Cite,
});
export type Backups = z.infer<typeof Backups>;

/** A task that Proxmox's worker did or does (pvenode(1)). */
export const Task = z.object({
  /** "vzdump", "qmshutdown", "qmigrate", "startall" … */
  type: z.string(),
  /** VMID, storage or what else it is about; null for a task about many. */
  subject: z.string().nullable(),
  user: z.string(),
  startedAt: z.iso.datetime(),
  /** Null while it runs. */
  endedAt: z.iso.datetime().nullable(),
  /** "OK", "job errors", or the error; null while it runs. */
  status: z.string().nullable(),
  at: Cite,
});
export type Task = z.infer<typeof Task>;

/** Sources: `pvesh get /nodes/localhost/tasks`, /var/log/pve/tasks/active. */
export const Tasks = z.object({
  /** Backup runs, newest first; null where they were not read. */
  backups: z.array(Task).nullable(),
  /** The last few hundred tasks of every type, newest first; null where they were not read. */
  recent: z.array(Task).nullable(),
  /** What runs now; null where it was not read. */
  running: z.array(Task).nullable(),
});
export type Tasks = z.infer<typeof Tasks>;

/** A data store of Proxmox Backup Server on this host: /etc/proxmox-backup/{datastore,prune,verification,sync}.cfg and the list of collections. */
export const DataStore = z.object({
  name: z.string(),
  path: z.string().nullable(),
  /** Calendar event of garbage collection; null for none. */
  collectsOn: z.string().nullable(),
  /** End of the last collection; null where there was none, or where that could not be read. */
  collectedAt: z.iso.datetime().nullable(),
  /** Whether the list of collections was read, so that no end means never. */
  collectionsRead: z.boolean(),
  /** Enabled jobs that prune it, "keep-daily 7, keep-weekly 4", and the older settings of the store itself. */
  prunes: z.array(z.string()),
  verified: z.boolean(),
  /** Whether a job copies it to or from another server. */
  synced: z.boolean(),
  at: Cite,
});
export type DataStore = z.infer<typeof DataStore>;

export const BackupServer = z.object({ dataStores: z.array(DataStore) });
export type BackupServer = z.infer<typeof BackupServer>;
