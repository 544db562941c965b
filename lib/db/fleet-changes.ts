import { z } from "zod";
import { type ChangeGroup, changeGroups } from "#lib/engine/drift/change.ts";
import {
  type FoldedChange,
  fits,
  foldChanges,
  type HostChanges,
  type HostStatus,
  isPartly,
  statusOf,
  type Totals,
  totalsOf,
} from "#lib/engine/drift/fleet/fold.ts";
import { isCompared, limitsOf } from "#lib/engine/drift/fleet/limits.ts";
import { Instant, Moment, timeOf } from "#lib/engine/drift/fleet/moments.ts";
import { Problem } from "#lib/problem.ts";
import { listHostSpans } from "./host-span.ts";
import { loadWindow } from "./maintenance.ts";
import { tellDrifts } from "./state-drift.ts";

const text = z.string().trim().min(1).max(200);

/** Between which moments the fleet is compared, and which of it is asked for. */
export const FleetChangesQuery = z.object({
  from: Moment.default("24h"),
  to: z.union([z.literal("now"), Instant]).default("now"),
  /** Whether the same change of many hosts is one line, or each host is one with all of its changes. */
  by: z.enum(["meaning", "host"]).default("meaning"),
  group: z.enum(changeGroups).optional(),
  /** Changes that count already, or that wait for a reboot, a reload or a restart. */
  effect: z.enum(["now", "waiting"]).optional(),
  /** One change by its very words. */
  words: z.string().min(1).max(2000).optional(),
  /** Hosts of which that can be said; all where it is left out. */
  status: z.enum(["changed", "same", "not-compared"]).optional(),
  /** Part of a host's name, address, site or cluster. */
  text: text.optional(),
  cluster: text.optional(),
  site: text.optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  offset: z.coerce.number().int().min(0).default(0),
});
export type FleetChangesQuery = z.infer<typeof FleetChangesQuery>;

/** How the fleet differs between two moments. */
export interface FleetChanges {
  /** Null: each host since it was last called good. */
  from: Date | null;
  to: Date;
  /** The maintenance window that it began with. */
  window: { id: string; title: string } | null;
  /** Of all hosts asked for, whichever changes are. */
  totals: Totals;
  /** How many lines there are of each group, and of each effect; each without regard to its own filter. */
  groups: Partial<Record<ChangeGroup, number>>;
  /** One page of the folded changes, or of the hosts, as `by` asks. */
  lines: FoldedChange[];
  hosts: HostChanges[];
  /** On all pages. */
  total: number;
  /** Hosts that could not be compared, or not in all parts or over the whole time; the worst first, up to `shownUnseen`. */
  unseen: { hosts: Omit<HostChanges, "changes">[]; total: number };
}

const shownUnseen = 6;

/** Compares the fleet between two moments, host by host. Throws `invalid` where they are none, `not-found` for a window that is not there. */
export async function loadFleetChanges(asked: Partial<FleetChangesQuery>, now: Date): Promise<FleetChanges> {
  const query = FleetChangesQuery.parse(asked);
  const span = await spanOf(query, now);
  const hosts = await compareHosts(query, span);
  const folded = foldChanges(hosts, { effect: query.effect, words: query.words });
  const lines = query.group === undefined ? folded : folded.filter(({ change }) => change.group === query.group);
  const listed = query.by === "host" ? listedHosts(hosts, query) : [];
  const unseen = hosts.filter((host) => !isCompared(host.limits) || isPartly(host)).sort((one, other) => rankOf(one) - rankOf(other));
  const page = <Item>(items: readonly Item[]) => items.slice(query.offset, query.offset + query.limit);
  return {
    from: span.from,
    to: span.to,
    window: span.window,
    totals: totalsOf(hosts),
    groups: countGroups(folded),
    lines: query.by === "host" ? [] : page(lines),
    hosts: page(listed),
    total: query.by === "host" ? listed.length : lines.length,
    unseen: { hosts: unseen.slice(0, shownUnseen).map(({ changes: _, ...host }) => host), total: unseen.length },
  };
}

interface AskedSpan {
  from: Date | null;
  to: Date;
  isNow: boolean;
  window: FleetChanges["window"];
}

async function spanOf({ from, to }: FleetChangesQuery, now: Date): Promise<AskedSpan> {
  const ends = { to: to === "now" ? now : new Date(to), isNow: to === "now" };
  if (from === "known-good") return { from: null, window: null, ...ends };
  const window = from.startsWith("window:") ? await loadWindow(from.slice("window:".length), now) : null;
  const start = window?.startsAt ?? timeOf(from, now);
  if (start >= ends.to) throw new Problem("invalid", "The first moment must lie before the second: choose them anew.");
  return { from: start, window: window === null ? null : { id: window.id, title: window.title }, ...ends };
}

/** Every host asked for, by name. */
async function compareHosts(query: FleetChangesQuery, span: AskedSpan): Promise<HostChanges[]> {
  const spans = (await listHostSpans(query, span)).map((host) => {
    const limits = limitsOf(host, { from: host.spanFrom, to: span.to, isNow: span.isNow });
    const { from, to, isNext } = host;
    const pair = !isCompared(limits) || from === null || to === null ? null : { from: from.snapshotId, to: to.snapshotId, isNext };
    return { host, limits, pair };
  });
  const drifts = await tellDrifts(spans.flatMap(({ pair }) => pair ?? []));
  let next = 0;
  return spans.map(({ host: { hostId, host, site, cluster, from, to }, limits, pair }) => {
    const drift = (pair === null ? undefined : drifts[next++]) ?? { changes: [], changeCount: 0, notCompared: [] };
    return { hostId, host, site, cluster, from, to, limits, ...drift };
  });
}

const statusOrder: readonly HostStatus[] = ["changed", "not-compared", "same"];

/** The hosts of a list, those with most changes first. Where some changes are asked for, those that have one. */
function listedHosts(hosts: readonly HostChanges[], query: FleetChangesQuery): HostChanges[] {
  const isFiltered = query.group !== undefined || query.effect !== undefined || query.words !== undefined;
  const wanted = hosts.filter((host) => query.status === undefined || statusOf(host) === query.status);
  const shown = isFiltered ? wanted.flatMap((host) => withFitting(host, query)) : wanted;
  const rank = (host: HostChanges) => statusOrder.indexOf(statusOf(host));
  return [...shown].sort((one, other) => rank(one) - rank(other) || other.changeCount - one.changeCount);
}

function withFitting(host: HostChanges, query: FleetChangesQuery): HostChanges[] {
  const changes = host.changes.filter((change) => fits(change, query));
  return changes.length === 0 ? [] : [{ ...host, changes, changeCount: changes.length }];
}

/** Hosts of which nothing is known come first, then those that miss a part of the time, then those that miss a part of what they say. */
function rankOf({ limits }: HostChanges): number {
  if (!isCompared(limits)) return 0;
  return limits.length > 0 ? 1 : 2;
}

function countGroups(lines: readonly FoldedChange[]): FleetChanges["groups"] {
  const counted: FleetChanges["groups"] = {};
  for (const { change } of lines) counted[change.group] = (counted[change.group] ?? 0) + 1;
  return counted;
}
