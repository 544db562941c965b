import { z } from "zod";
import { bytes } from "#lib/format.ts";

const gibibyte = 1024 ** 3;

/** How long reports that made themselves are kept, and how much room all of them may take. */
export const Retention = z.strictObject({
  keepDays: z.int("Whole days").min(7, "At least 7 days").max(3650, "At most 3650 days"),
  maximumGib: z.number().min(0.1, "At least 0.1 GiB").max(1000, "At most 1000 GiB"),
});
export type Retention = z.infer<typeof Retention>;

export const defaultRetention: Retention = { keepDays: 400, maximumGib: 5 };

/** Nothing goes sooner than this after the page first says so, whatever is set meanwhile. */
export const noticeDays = 7;

/** A report as far as its end follows from it. */
export interface Ageing {
  id: string;
  requestedAt: Date;
  /** SHA-256 of its file; null where there is none. */
  hash: string | null;
  /** Somebody wants it to stay, or it is not made yet. */
  stays: boolean;
  goesAt: Date | null;
}

export interface Leaving {
  /** Null: it stays. */
  goesAt: Date | null;
  because: "age" | "space" | null;
}

/**
 * When each report goes. `fileBytes` is what files take, by hash: one that several reports share counts once, and frees nothing before the
 * last of them goes. The oldest make room first.
 */
export function planLeaving(
  reports: readonly Ageing[],
  fileBytes: ReadonlyMap<string, number>,
  { keepDays, maximumGib }: Retention,
  now: Date,
): Map<string, Leaving> {
  const inSpace = makingRoom(reports, fileBytes, maximumGib * gibibyte);
  const leavingOf = ({ id, requestedAt, stays, goesAt }: Ageing): Leaving => {
    if (stays) return { goesAt: null, because: null };
    const aged = afterNotice(addDays(requestedAt, keepDays), goesAt, now);
    const crowded = inSpace.has(id) ? afterNotice(now, goesAt, now) : aged;
    return crowded < aged ? { goesAt: crowded, because: "space" } : { goesAt: aged, because: "age" };
  };
  return new Map(reports.map((report) => [report.id, leavingOf(report)]));
}

/** `wanted`, but not before the notice is over that began when the time was first set. */
function afterNotice(wanted: Date, announced: Date | null, now: Date): Date {
  const earliest = addDays(now, noticeDays);
  if (wanted >= earliest) return wanted;
  return announced !== null && announced < earliest ? later(announced, wanted) : earliest;
}

/** The oldest reports that are in the way of the limit; one whose file stays for the sake of another would free nothing. */
function makingRoom(reports: readonly Ageing[], fileBytes: ReadonlyMap<string, number>, maximumBytes: number): Set<string> {
  const users = new Map<string, number>();
  for (const { hash } of reports) if (hash !== null) users.set(hash, (users.get(hash) ?? 0) + 1);
  const staying = new Set(reports.flatMap(({ stays, hash }) => (stays && hash !== null ? [hash] : [])));
  let total = [...fileBytes.values()].reduce((sum, size) => sum + size, 0);
  const going = new Set<string>();
  const oldestFirst = reports.filter(({ stays, hash }) => !stays && hash !== null && !staying.has(hash)).sort(byAge);
  for (const { id, hash } of oldestFirst) {
    if (total <= maximumBytes || hash === null) break;
    going.add(id);
    const left = (users.get(hash) ?? 1) - 1;
    users.set(hash, left);
    if (left === 0) total -= fileBytes.get(hash) ?? 0;
  }
  return going;
}

function byAge(one: Ageing, other: Ageing): number {
  return one.requestedAt.getTime() - other.requestedAt.getTime() || one.id.localeCompare(other.id);
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}

function addDays(from: Date, days: number): Date {
  return new Date(from.getTime() + days * 86_400_000);
}

/** Why a report goes, for people. */
export function leavingWords(because: string | null, { keepDays, maximumGib }: Retention): string {
  return because === "space" ? `more than ${bytes(maximumGib * gibibyte)} are kept` : `${keepDays} days after it was asked for`;
}
