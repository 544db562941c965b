import type { FactName, Readings } from "#lib/facts/index.ts";

/** Parts of facts, at any depth, that differ at every visit and say nothing about the host: its clock, how full a disk is. */
export const restless: Partial<Record<FactName, readonly string[]>> = {
  alertmanager: ["alerts"],
  backupServer: ["collectedAt"],
  bmc: ["sensors", "clockAheadSeconds", "logUsedPercent"],
  ceph: ["message", "details", "usedPercent"],
  conntrack: ["count"],
  fileSystems: ["availableBytes", "usedBytes", "usePercent", "inodeUsePercent"],
  identity: ["clock", "uptimeSeconds"],
  kubernetes: ["pods", "warnings"],
  logicalVolumes: ["dataPercent", "metadataPercent"],
  mail: ["queue"],
  memory: ["availableBytes", "swapUsedBytes", "sharedByKsmBytes", "arcBytes"],
  memoryErrors: ["controllers", "modules"],
  schedules: ["lastRunAt", "nextRunAt"],
  storageStatus: ["usedBytes", "usePercent"],
  timeSync: ["offsetSeconds"],
  ups: ["states"],
  zfs: ["allocatedBytes", "usePercent", "scan"],
};

/** Tables that age by themselves; rules may read them, but alone they make no new snapshot. */
export const restlessFacts: ReadonlySet<FactName> = new Set<FactName>([
  "blockedTasks",
  "corosyncEvents",
  "guestTraffic",
  "kernelEvents",
  "neighbours",
  "sensors",
  "smart",
  "systemEvents",
  "tasks",
  "zfsSnapshots",
]);

/** A reading without what is restless in it: two that are equal then tell the same of the host. */
export function withoutRestless(name: FactName, reading: Readings[FactName]): unknown {
  const fields = restless[name];
  if (fields === undefined || reading?.status !== "ok") return reading;
  return { ...reading, value: withoutFields(reading.value, fields) };
}

function withoutFields(value: unknown, fields: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutFields(item, fields));
  if (value === null || typeof value !== "object") return value;
  const kept = Object.entries(value).filter(([field]) => !fields.includes(field));
  return Object.fromEntries(kept.map(([field, item]) => [field, withoutFields(item, fields)]));
}
