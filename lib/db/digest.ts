import { createHash } from "node:crypto";
import { z } from "zod";
import type { Judgement } from "#lib/engine/judgement.ts";
import type { FactName, Readings } from "#lib/facts/index.ts";
import { carriedRules } from "#lib/graph/effects.ts";
import { HostPart } from "#lib/graph/part.ts";

/** Parts of facts, at any depth, that differ at every visit and say nothing about the host: its clock, how full a disk is. */
const restless: Partial<Record<FactName, readonly string[]>> = {
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
const restlessFacts: ReadonlySet<string> = new Set<FactName>([
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

/**
 * A version that knows another shape of a host's part, or whose part carries findings of other rules, stores it anew at the next visit, whether
 * or not the host has changed.
 */
const partShape = createHash("sha256")
  .update(JSON.stringify([z.toJSONSchema(HostPart), [...carriedRules].sort()]))
  .digest("hex");

/**
 * SHA-256 of what makes one snapshot differ from another: readings, verdicts, and the wording of findings. Citations stay out, since
 * timers and process ids in a quoted line move at every visit; so do the parts of facts that are restless by nature.
 */
export function snapshotDigest(readings: Readings, judgement: Judgement): string {
  const facts = Object.entries(readings)
    .filter(([name]) => !restlessFacts.has(name))
    .map(([name, reading]) => [name, withoutRestless(name as FactName, reading)]);
  return createHash("sha256")
    .update(
      JSON.stringify(
        canonical({
          facts: Object.fromEntries(facts),
          partShape,
          results: judgement.results,
        }),
      ),
    )
    .digest("hex");
}

/** SHA-256 of what a finding says, its evidence included: decides whether its row is written again. */
export function bodyDigest(body: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(sorted(body)))
    .digest("hex");
}

function withoutRestless(name: FactName, reading: Readings[FactName]): unknown {
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

/** Keys sorted, citations left out. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical).filter((item) => item !== undefined);
  if (value === null || typeof value !== "object") return value;
  if (isCite(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, item]) => [key, canonical(item)]),
  );
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}

function isCite(value: object): boolean {
  return Object.keys(value).length === 3 && "source" in value && "line" in value && "text" in value;
}
