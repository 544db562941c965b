import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type FactName, factNames, type Readings } from "#lib/facts/index.ts";
import { anyReadings } from "#lib/rules/testing/arbitrary-readings.ts";
import { Drift } from "./change.ts";
import { driftOf } from "./drift.ts";
import { neverCompared } from "./not-compared.ts";
import { restless, restlessFacts } from "./restless.ts";
import { watches } from "./watches/index.ts";

/** Visits of which some facts could not be read, some were not there and some were not asked for. */
const visits = fc
  .tuple(anyReadings, fc.array(fc.constantFrom("ok", "ok", "ok", "absent", "failed", "missing"), { minLength: factNames.length }))
  .map(([readings, states]) => {
    const kept = factNames.map((name, index) => [name, inState(readings[name], states[index] ?? "ok")] as const);
    return Object.fromEntries(kept.filter(([, reading]) => reading !== undefined)) as Readings;
  });

function inState(reading: Readings[FactName], state: string): unknown {
  if (state === "absent") return { status: "absent", reason: "not on this host" };
  if (state === "failed") return { status: "failed", cause: "denied", detail: "sudo: a password is required" };
  return state === "missing" ? undefined : reading;
}

describe("whatever two visits read", () => {
  test("nothing differs from itself", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(visits, (visit) => {
        expect(driftOf(visit, structuredClone(visit)).changes).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test("backwards, what was added is removed and the other way round", { timeout: 60_000 }, () => {
    const mirrored = { added: "removed", removed: "added", changed: "changed" } as const;
    fc.assert(
      fc.property(visits, visits, (before, now) => {
        const [there, back] = [driftOf(before, now), driftOf(now, before)];
        const seen = (drift: Drift) => drift.changes.map(({ id, what }) => `${id} ${what}`).sort();
        expect(seen(back)).toEqual(there.changes.map(({ id, what }) => `${id} ${mirrored[what]}`).sort());
        expect(back.notCompared.map(({ fact }) => fact)).toEqual(there.notCompared.map(({ fact }) => fact));
      }),
      { numRuns: 100 },
    );
  });

  test("it answers in whole sentences, tells each thing once, and says nothing of what was not read twice", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(visits, visits, (before, now) => {
        const drift = driftOf(before, now);
        expect(Drift.parse(drift)).toEqual(drift);
        const ids = drift.changes.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { words, subject, before: was, now: is, what, fact, evidence } of drift.changes) {
          expect(`${words} ${subject}`).not.toMatch(/\b(undefined|NaN)\b|\[object|\n/);
          expect(words.length).toBeLessThanOrEqual(300);
          expect([was === null, is === null]).toEqual([what === "added", what === "removed"]);
          if (what === "changed") expect(was).not.toEqual(is);
          expect(evidence.before.length + evidence.now.length).toBeLessThanOrEqual(12);
          expect([before[fact]?.status, now[fact]?.status]).not.toContain("failed");
          expect([before[fact], now[fact]]).not.toContain(undefined);
        }
        const unread = watched.filter((name) => [before[name], now[name]].some((one) => one === undefined || one.status === "failed"));
        expect(drift.notCompared.map(({ fact }) => fact)).toEqual(expect.arrayContaining(unread));
      }),
      { numRuns: 100 },
    );
  });

  test("what moves by itself is no change", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyReadings, anyReadings, (readings, others) => {
        const later = factNames.map((name) => [name, isRestless(name) ? others[name] : moved(name, readings[name])]);
        expect(driftOf(readings, Object.fromEntries(later)).changes).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

const watched = factNames.filter((name) => watches.some(({ fact }) => fact === name));
/** Of a disk's SMART data the counters move by themselves; its firmware and its own verdict are compared. */
const isRestless = (name: FactName) => restlessFacts.has(name) && name !== "smart";

/** The same reading some time later: what is restless in it has moved on. */
function moved(name: FactName, reading: Readings[FactName]): unknown {
  const fields = restless[name];
  if (fields === undefined || reading?.status !== "ok") return reading;
  return { ...reading, value: movedWithin(reading.value, fields) };
}

function movedWithin(value: unknown, fields: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => movedWithin(item, fields));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, item]) => [field, fields.includes(field) ? another(item) : movedWithin(item, fields)]),
  );
}

function another(value: unknown): unknown {
  if (typeof value === "number") return value + 1;
  if (typeof value === "string") return `${value}~`;
  if (typeof value === "boolean") return !value;
  return Array.isArray(value) ? [] : value;
}

describe("every fact", () => {
  test("is compared, or it is said why not", () => {
    const told = Object.keys(neverCompared) as FactName[];
    expect([...new Set([...watched, ...told])].sort()).toEqual(factNames);
    expect(watched.filter((name) => told.includes(name))).toEqual([]);
    for (const why of Object.values(neverCompared)) expect(why).toMatch(/\w{3}/);
  });

  test("that is restless as a whole is not compared", () => {
    expect([...restlessFacts].filter((name) => neverCompared[name] === undefined)).toEqual(["smart"]);
  });

  test("has kinds of things with a name of their own, and parts of a kind that there is", () => {
    const kinds = watches.map(({ fact, kind }) => `${fact}/${kind}`);
    expect(kinds.filter((kind, index) => kinds.indexOf(kind) !== index)).toEqual([]);
    const parts = watches.flatMap(({ fact, partOf }) => (partOf === undefined ? [] : [`${fact}/${partOf}`]));
    expect(parts.filter((kind) => !kinds.includes(kind))).toEqual([]);
  });
});
