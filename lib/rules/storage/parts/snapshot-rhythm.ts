import type { BlockedTasks } from "#lib/facts/blocked-tasks.ts";
import type { ZfsSnapshots } from "#lib/facts/zfs.ts";
import { instant } from "#lib/rules/shared/instants.ts";

const hourMs = 3600 * 1000;
const dayMs = 24 * hourMs;

/** A weekend without a snapshot is no fault; so many intervals are one for a daily snapshot, and so many days for frequent ones. */
const silence = { intervals: 10, shortestMs: 3 * dayMs };
/** Two that lie further apart say nothing of a schedule. */
const longestIntervalMs = 8 * dayMs;

type Dataset = ZfsSnapshots["datasets"][number];

/** The name after the @ with its digits levelled, where the last two agree and a tool or a date made them; null for names of people. */
export function patternOf({ newest, previous }: Dataset): string | null {
  const [last, before] = [newest, previous].map((snapshot) => snapshot?.name.split("@")[1]?.replace(/\d/g, "#"));
  const isAutomatic = /#{4}-?#{2}-?#{2}|#{10}|^(autosnap|zfs-auto-snap|syncoid|znapzend|zrepl|repl)/i.test(last ?? "");
  return last !== undefined && last === before && isAutomatic ? last : null;
}

function intervalMs({ newest, previous }: Dataset): number {
  return previous === null ? Number.POSITIVE_INFINITY : Date.parse(newest.createdAt) - Date.parse(previous.createdAt);
}

/** Whether several intervals have gone by without a snapshot. */
export function hasStopped(dataset: Dataset, clock: Date): boolean {
  const interval = intervalMs(dataset);
  const ageMs = clock.getTime() - Date.parse(dataset.newest.createdAt);
  return interval > 0 && interval <= longestIntervalMs && ageMs > Math.max(silence.shortestMs, silence.intervals * interval);
}

/** "30 min": how far the last two lie apart. */
export function intervalOf(dataset: Dataset): string {
  const hours = intervalMs(dataset) / hourMs;
  return hours >= 36
    ? `${Math.round(hours / 24)} days`
    : hours >= 1
      ? `${Math.round(hours)} h`
      : `${Math.max(1, Math.round(hours * 60))} min`;
}

/** A transfer that hangs is why no new one begins. To the hour, so that the words stay. */
export function longReceives(tasks: BlockedTasks | undefined, clock: Date) {
  return (tasks?.longTransfers ?? [])
    .filter(({ comm }) => comm === "zfs")
    .map(({ ageSeconds, at }) => {
      const started = new Date(Math.floor((clock.getTime() - ageSeconds * 1000) / hourMs) * hourMs);
      return {
        words: Number.isNaN(started.getTime()) ? "zfs recv or send runs for long" : `a zfs recv or send runs since ${instant(started)}`,
        at,
      };
    });
}
