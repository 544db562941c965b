import { type Change, type ChangeGroup, changeGroups, type NotCompared } from "#lib/engine/drift/change.ts";
import { isCompared, type Limit, type SeenState } from "./limits.ts";

/** A change of a host without the lines that prove it. */
export type ToldChange = Omit<Change, "evidence" | "before" | "now">;

/** What became of one host between two moments. */
export interface HostChanges {
  hostId: string;
  host: string;
  site: string | null;
  cluster: string | null;
  /** The states that were compared; null where there is none. */
  from: SeenState | null;
  to: SeenState | null;
  /** Why it could not be compared, or not over the whole time. */
  limits: Limit[];
  changes: ToldChange[];
  /** All of them, told or not. */
  changeCount: number;
  /** What of it was not read at both visits. */
  notCompared: NotCompared[];
}

/** Which changes are asked for. */
export interface ChangeFilter {
  group?: ChangeGroup | undefined;
  /** Those that count already, or those that wait for a reboot, a reload or a restart. */
  effect?: "now" | "waiting" | undefined;
  /** One change by its very words. */
  words?: string | undefined;
}

/** The same change of one host or of many. */
export interface FoldedChange {
  change: ToldChange;
  hosts: { hostId: string; host: string; from: string; to: string }[];
}

/** "changed"; "same": all that could be compared is as it was; "not-compared": nothing can be said. */
export type HostStatus = "changed" | "same" | "not-compared";

export function statusOf({ limits, changeCount }: Pick<HostChanges, "limits" | "changeCount">): HostStatus {
  if (!isCompared(limits)) return "not-compared";
  return changeCount > 0 ? "changed" : "same";
}

/** Whether a change is among those asked for. */
export function fits({ group, effect, words }: ToldChange, filter: ChangeFilter): boolean {
  if (filter.group !== undefined && group !== filter.group) return false;
  if (filter.words !== undefined && words !== filter.words) return false;
  return filter.effect === undefined || (effect === "in effect") === (filter.effect === "now");
}

/** Changes that are the same in words and in effect as one, by what they are about; what most hosts share comes first. */
export function foldChanges(hosts: readonly HostChanges[], filter: ChangeFilter = {}): FoldedChange[] {
  const folded = new Map<string, FoldedChange>();
  for (const { hostId, host, from, to, changes } of hosts) {
    if (from === null || to === null) continue;
    const place = { hostId, host, from: from.snapshotId, to: to.snapshotId };
    for (const change of changes) {
      if (!fits(change, filter)) continue;
      const key = [change.group, change.fact, change.what, change.words, change.effect].join("\n");
      const same = folded.get(key);
      if (same === undefined) folded.set(key, { change, hosts: [place] });
      else if (same.hosts.at(-1)?.hostId !== hostId) same.hosts.push(place);
    }
  }
  const rank = ({ change }: FoldedChange) => changeGroups.indexOf(change.group);
  return [...folded.values()].sort((one, other) => rank(one) - rank(other) || other.hosts.length - one.hosts.length);
}

/** What the whole comparison came to. */
export interface Totals {
  hosts: number;
  changed: number;
  same: number;
  notCompared: number;
  /** Compared hosts of which a part or a time is missing: what changed there is not told. */
  partly: number;
  /** Folded or not, each change of each host. */
  changes: number;
  /** Of those, how many wait for a reboot, a reload or a restart. */
  waiting: number;
}

export function totalsOf(hosts: readonly HostChanges[]): Totals {
  const counted = { changed: 0, same: 0, "not-compared": 0 };
  let [partly, changes, waiting] = [0, 0, 0];
  for (const host of hosts) {
    const status = statusOf(host);
    counted[status] += 1;
    if (status !== "not-compared" && isPartly(host)) partly += 1;
    changes += host.changeCount;
    waiting += host.changes.filter(({ effect }) => effect !== "in effect").length;
  }
  const { changed, same } = counted;
  return { hosts: hosts.length, changed, same, notCompared: counted["not-compared"], partly, changes, waiting };
}

/** Whether something of a host, or a part of the time, was left out of its comparison. */
export function isPartly({ limits, notCompared }: Pick<HostChanges, "limits" | "notCompared">): boolean {
  return notCompared.length > 0 || limits.some(({ kind }) => kind === "until" || kind === "from");
}
