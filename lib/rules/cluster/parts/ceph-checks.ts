import type { Ceph } from "#lib/facts/ceph.ts";

type Check = Ceph["checks"][number];

/** Checks that say nothing of the data: an old crash, an insecure client, a setting, a pool without a label. */
const harmless =
  /^(AUTH_|RECENT_(CRASH|MGR_MODULE_CRASH)|TELEMETRY_|POOL_(APP_NOT_ENABLED|TOO_FEW_PGS|TOO_MANY_PGS)|TOO_(FEW|MANY)_PGS|PG_NOT_(DEEP_)?SCRUBBED|MON_(MSGR2_NOT_ENABLED|DISK_BIG)|MGR_MODULE_|MANY_OBJECTS|OLD_CRUSH|BLUESTORE_(LEGACY|NO_)|DASHBOARD_|CEPHADM_)/;
/** The same where only the sentence was told. */
const harmlessText = /insecure global_id|recently crashed|not (deep-)?scrubbed in time|do not have an application enabled|telemetry/i;
/** Somebody's flags (noout, norebalance), with which the cluster does not heal itself, and slow disks or daemons of another version. */
const flags =
  /^(OSD(MAP)?_FLAGS|BLUESTORE_SLOW_OP_ALERT|DAEMON_OLD_VERSION|DB_DEVICE_STALLED_READ_ALERT|BLOCK_DEVICE_STALLED_READ_ALERT)$|flag\(s\) set/;
/** Clients stop now. */
const stopping =
  /^(OSD_FULL|POOL_FULL|PG_AVAILABILITY|PG_DAMAGED|PG_(RECOVERY|BACKFILL)_FULL|OBJECT_UNFOUND|MON_DISK_CRIT)|\bfull osd|pgs? inactive|unfound|inconsistent/;

/** The worst of the checks as an impact: 1 for what says nothing of the data, 2 for flags, 3 for the rest, 4 where clients stop. */
export function weightOf(health: string, checks: readonly Check[]): number {
  if (health === "HEALTH_ERR") return 4;
  return Math.max(1, ...checks.map(weightOfCheck));
}

function weightOfCheck({ code, message, severity }: Check): number {
  if (severity === "HEALTH_ERR" || stopping.test(code) || stopping.test(message)) return 4;
  if (harmless.test(code) || harmlessText.test(message)) return 1;
  return flags.test(code) || flags.test(message) ? 2 : 3;
}

/** "OSD_DOWN: osds down": numbers that move while Ceph heals are left out, so that a finding is the same at each visit. */
export function describeCheck({ code, message }: Check): string {
  const text = lastingText(message);
  return code === message ? text : `${code}: ${text}`;
}

/** A message of Ceph without the numbers that move from minute to minute: counts of objects and groups, percentages, times. */
export function lastingText(message: string): string {
  return message
    .replace(/\(longest [^)]*\)/g, "")
    .replace(/\b[\d.]+\/[\d.]+ objects (\w+) \([\d.]+%\)/g, "objects $1")
    .replace(/\b\d+ (pgs?|slow ops)\b/g, "$1")
    .replace(/, oldest one blocked for \d+ sec/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
