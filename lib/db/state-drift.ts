import { z } from "zod";
import type { Drift, NotCompared } from "#lib/engine/drift/change.ts";
import { driftOf, unreadFacts } from "#lib/engine/drift/drift.ts";
import type { ToldChange } from "#lib/engine/drift/fleet/fold.ts";
import { parseReadings, type Readings } from "#lib/facts/index.ts";
import { db } from "./client.ts";
import { keptChanges, parseDrift } from "./visit-drift.ts";

/** Two states of one host, by their snapshots; `isNext` where none lies between them. */
export interface StatePair {
  from: string;
  to: string;
  isNext: boolean;
}

/** How two states differ, without the lines that prove it: small enough to hold for a whole fleet. */
export interface ToldDrift {
  /** The first that weigh most; `changeCount` says how many there are. */
  changes: ToldChange[];
  changeCount: number;
  notCompared: NotCompared[];
}

/**
 * How the states of each pair differ, in the same order. What was kept when the later state was stored is taken as it stands; else the two
 * are opened, one pair after the other, so that never more than one is in memory. A state says the same for ever: what was found once is
 * remembered.
 */
export async function tellDrifts(pairs: readonly StatePair[]): Promise<ToldDrift[]> {
  const missing = pairs.filter((pair) => !remembered.has(keyOf(pair)));
  const found = new Map<string, ToldDrift>();
  for (const some of chunksOf(missing, atOnce)) {
    const same = some.filter(({ from, to }) => from === to);
    const next = some.filter(({ from, to, isNext }) => from !== to && isNext);
    for (const [id, drift] of await tellUnread(same.map(({ to }) => to))) found.set(`${id} ${id}`, drift);
    const kept = await loadKept(next.map(({ to }) => to));
    for (const pair of some) {
      if (pair.from === pair.to) continue;
      const drift = (pair.isNext ? kept.get(pair.to) : undefined) ?? (await compareStates(pair));
      if (drift !== null) found.set(keyOf(pair), toldOf(drift));
    }
  }
  const told = pairs.map((pair) => remembered.get(keyOf(pair)) ?? found.get(keyOf(pair)) ?? nothingTold);
  for (const [key, drift] of found) remember(key, drift);
  return told;
}

/**
 * How two states differ, with everything that proves it; null where one is gone. As it was kept when the later one was stored, where that is
 * all of it: then it also tells what had changed while it could not be read.
 */
export async function compareInFull(pair: StatePair): Promise<Drift | null> {
  const kept = pair.isNext ? (await loadKept([pair.to])).get(pair.to) : undefined;
  if (kept !== undefined && kept.changes.length === kept.changeCount) return { changes: kept.changes, notCompared: kept.notCompared };
  return compareStates(pair);
}

/** So many pairs are asked for in one query: what they keep is small. */
const atOnce = 50;
const nothingTold: ToldDrift = { changes: [], changeCount: 0, notCompared: [] };
const keyOf = ({ from, to }: StatePair) => `${from} ${to}`;

async function compareStates({ from, to }: StatePair): Promise<Drift | null> {
  const rows = await db().snapshot.findMany({ where: { id: { in: [from, to] } }, select: { id: true, readings: true } });
  const [before, now] = [from, to].map((id) => rows.find((row) => row.id === id));
  if (before === undefined || now === undefined) return null;
  return driftOf(...parsePair(before.readings, now.readings));
}

/** The readings of two visits. Most of them are the same to the letter: those are parsed once, and are one object in both. */
function parsePair(before: unknown, now: unknown): [Readings, Readings] {
  const [was, is] = [recordOf(before), recordOf(now)];
  const later = parseReadings(is);
  const isSame = (name: string) => JSON.stringify(was[name]) === JSON.stringify(is[name]);
  const same = Object.entries(later).filter(([name]) => isSame(name));
  const others = Object.entries(was).filter(([name]) => !isSame(name));
  return [{ ...Object.fromEntries(same), ...parseReadings(Object.fromEntries(others)) }, later];
}

const recordOf = (stored: unknown): Record<string, unknown> => z.record(z.string(), z.unknown()).safeParse(stored).data ?? {};

interface Kept extends Drift {
  /** All there were; `changes` are the first of them. */
  changeCount: number;
}

/** What the later states of pairs kept; those that kept nothing, or no longer fit, are left out. */
async function loadKept(ids: readonly string[]): Promise<Map<string, Kept>> {
  if (ids.length === 0) return new Map();
  const rows = await db().snapshot.findMany({ where: { id: { in: [...ids] } }, select: { id: true, drift: true, changes: true } });
  const kept = rows.flatMap(({ id, drift, changes: changeCount }): [string, Kept][] => {
    const { changes, notCompared } = parseDrift(drift) ?? {};
    return changes === undefined || notCompared === undefined ? [] : [[id, { changes, changeCount, notCompared }]];
  });
  return new Map(kept);
}

const States = z.record(
  z.string(),
  z.union([z.object({ status: z.enum(["ok", "absent"]) }), z.object({ status: z.literal("failed"), detail: z.string().catch("") })]),
);

/** What a host that is as it was could not tell: how each fact was read, without what it said. */
async function tellUnread(ids: readonly string[]): Promise<Map<string, ToldDrift>> {
  if (ids.length === 0) return new Map();
  const rows = await db().$queryRaw<{ id: string; states: unknown }[]>`
    select s."id"::text as "id", (
      select jsonb_object_agg(r."key", jsonb_build_object('status', r."value"->'status', 'detail', r."value"->'detail'))
      from jsonb_each(s."readings") r
    ) as "states" from "snapshot" s where s."id" = any(${ids}::uuid[])`;
  return new Map(
    rows.map(({ id, states }) => [id, toldOf({ changes: [], notCompared: unreadFacts(States.safeParse(states).data ?? {}) })]),
  );
}

function toldOf({ changes, notCompared, ...rest }: Drift | Kept): ToldDrift {
  const told = changes.slice(0, keptChanges).map(({ evidence: _, before: __, now: ___, ...change }) => change);
  return { changes: told, changeCount: "changeCount" in rest ? rest.changeCount : changes.length, notCompared };
}

/** So many changes and unread parts are remembered, some 10 MiB; those asked for longest ago go first. */
const rememberedEntries = 30_000;
const remembered = new Map<string, ToldDrift>();
let held = 0;

const weightOf = ({ changes, notCompared }: ToldDrift) => 1 + changes.length + notCompared.length;

function remember(key: string, drift: ToldDrift): void {
  if (remembered.has(key)) return;
  remembered.set(key, drift);
  held += weightOf(drift);
  for (const [oldest, gone] of remembered) {
    if (held <= rememberedEntries) return;
    remembered.delete(oldest);
    held -= weightOf(gone);
  }
}

function chunksOf<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
