import { z } from "zod";
import type { Change, NotCompared } from "#lib/engine/drift/change.ts";
import { db } from "./client.ts";
import type { HostState } from "./drift.ts";
import { noSuchHost } from "./hosts.ts";
import { parseDrift, type RuleChanges } from "./visit-drift.ts";

/** Which part of a host's history is asked for. */
export const TimelineQuery = z.object({
  /** Only what was seen before this time, for the next page. */
  before: z.coerce.date().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(20),
});
export type TimelineQuery = z.infer<typeof TimelineQuery>;

/** A visit that found the host not as it was, or that judged by other rules. */
export interface TimelineEntry extends HostState {
  /** The first that weigh most; `changeCount` says how many there are. */
  changes: Change[];
  changeCount: number;
  notCompared: NotCompared[];
  rules: RuleChanges;
}

/** The score of a host while it was in one state. */
export interface ScorePoint {
  seenFrom: Date;
  seenUntil: Date;
  /** 0 to 100; as it was judged last while the host was in this state. */
  score: number;
  /** Share of the rules that could be decided, 0 to 1. */
  coverage: number;
  /** Rules that came and went at the first visit of this state; null where that was not kept. */
  rules: { added: number; removed: number } | null;
}

/** What became of a host over time. */
export interface Timeline {
  /** Newest first. */
  entries: TimelineEntry[];
  /** Whether there are older ones. */
  hasMore: boolean;
  /** Oldest first. */
  scores: ScorePoint[];
  knownGoodAt: Date | null;
}

/** States whose score is drawn: more steps than that no chart has room for. */
const drawnStates = 400;

/** What changed on a host and how its score went. Throws `not-found`. */
export async function loadTimeline(hostId: string, query: Partial<TimelineQuery> = {}): Promise<Timeline> {
  const { before, limit } = TimelineQuery.parse(query);
  const [host, rows, scores] = await Promise.all([
    db().host.findUnique({ where: { id: hostId }, select: { knownGoodAt: true } }),
    changedRows(hostId, before, limit + 1),
    scorePoints(hostId),
  ]);
  if (host === null) throw noSuchHost();
  const entries = rows.slice(0, limit).flatMap(({ id, seenFrom, seenUntil, changes: changeCount, drift }) => {
    const told = parseDrift(drift);
    return told === null ? [] : [{ snapshotId: id, seenFrom, seenUntil, changeCount, ...told }];
  });
  return { entries, hasMore: rows.length > limit, scores, knownGoodAt: host.knownGoodAt };
}

/** The states of a host to choose from, newest first, with how many changes each began with. */
export async function listStates(hostId: string, limit = 100): Promise<(HostState & { changeCount: number })[]> {
  const rows = await db().snapshot.findMany({
    where: { hostId },
    orderBy: { seenFrom: "desc" },
    take: limit,
    select: { id: true, seenFrom: true, seenUntil: true, changes: true },
  });
  return rows.map(({ id, changes, ...state }) => ({ snapshotId: id, ...state, changeCount: changes }));
}

function changedRows(hostId: string, before: Date | undefined, take: number) {
  return db().snapshot.findMany({
    where: {
      hostId,
      OR: [{ changes: { gt: 0 } }, { drift: { path: ["rules", "count"], gt: 0 } }],
      ...(before === undefined ? {} : { seenFrom: { lt: before } }),
    },
    orderBy: { seenFrom: "desc" },
    take,
    select: { id: true, seenFrom: true, seenUntil: true, changes: true, drift: true },
  });
}

const ScoreRow = z.object({
  seenFrom: z.date(),
  seenUntil: z.date(),
  score: z.number(),
  coverage: z.number(),
  added: z.number().nullable(),
  removed: z.number().nullable(),
});

/** Only the numbers: a stored score opens into all the findings that make it up. */
async function scorePoints(hostId: string): Promise<ScorePoint[]> {
  const rows = await db().$queryRaw<unknown[]>`
    select "seenFrom", "seenUntil", ("score"->'score')::float8 as "score", ("score"->'coverage')::float8 as "coverage",
      jsonb_array_length("drift"->'rules'->'added') as "added", jsonb_array_length("drift"->'rules'->'removed') as "removed"
    from "snapshot" where "hostId" = ${hostId}::uuid order by "seenFrom" desc limit ${drawnStates}`;
  const points = rows.flatMap((row) => {
    const { added, removed, ...point } = ScoreRow.safeParse(row).data ?? { added: null, removed: null };
    if (!("score" in point)) return [];
    return [{ ...point, rules: added === null || removed === null ? null : { added, removed } }];
  });
  return points.reverse();
}
