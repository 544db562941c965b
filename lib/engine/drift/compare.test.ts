import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changedFields, compareBy, meaningOf } from "./compare.ts";

const item = fc.record({ id: fc.constantFrom("a", "b", "c", "d", "e"), value: fc.nat(3), at: fc.constantFrom(1, 2, 3).map(cite) });
const items = fc.uniqueArray(item, { selector: ({ id }) => id });
const keyOf = ({ id }: { id: string }) => id;

function cite(line: number) {
  return { source: "/etc/fstab", line, text: `line ${line}` };
}

describe("compareBy", () => {
  test("nothing differs from itself, in whatever order and line", () => {
    fc.assert(
      fc.property(items, fc.nat(), (list, line) => {
        const moved = [...list].reverse().map((one) => ({ ...one, at: cite(line + 1) }));
        expect(compareBy(list, moved, keyOf)).toEqual({ added: [], removed: [], changed: [] });
      }),
    );
  });

  test("backwards, what was added is removed and the other way round", () => {
    fc.assert(
      fc.property(items, items, (before, now) => {
        const [there, back] = [compareBy(before, now, keyOf), compareBy(now, before, keyOf)];
        expect(new Set(back.added)).toEqual(new Set(there.removed));
        expect(new Set(back.removed)).toEqual(new Set(there.added));
        expect(back.changed.map(({ key }) => key).sort()).toEqual(there.changed.map(({ key }) => key).sort());
      }),
    );
  });

  test("every key is in one place at most, and what is in none is the same", () => {
    fc.assert(
      fc.property(items, items, (before, now) => {
        const { added, removed, changed } = compareBy(before, now, keyOf);
        const told = [...added.map(keyOf), ...removed.map(keyOf), ...changed.map(({ key }) => key)];
        expect(new Set(told).size).toBe(told.length);
        const silent = before.filter((one) => !told.includes(one.id));
        for (const one of silent) expect(now.find(({ id }) => id === one.id)?.value).toBe(one.value);
        expect(silent.length + removed.length + changed.length).toBe(before.length);
        expect(silent.length + added.length + changed.length).toBe(now.length);
      }),
    );
  });

  test("what has no key is left out, of two with one key the later counts", () => {
    const none = { id: "", value: 1 };
    const [first, second] = [
      { id: "a", value: 1 },
      { id: "a", value: 2 },
    ];
    const key = (one: { id: string }) => one.id || null;
    expect(compareBy([none], [], key)).toEqual({ added: [], removed: [], changed: [] });
    expect(compareBy([first, second], [second], key).changed).toEqual([]);
    expect(compareBy([first, second], [first], key).changed).toEqual([{ key: "a", before: second, now: first }]);
  });
});

test("fields are compared by meaning", () => {
  expect(changedFields({ a: [1], b: { x: 1, y: 2 }, at: cite(1) }, { a: [1], b: { y: 2, x: 1 }, at: cite(9) })).toEqual([]);
  expect(changedFields<{ a?: number; b?: number }>({ a: 1, b: 2 }, { b: 3 })).toEqual(["a", "b"]);
  expect(meaningOf([1, 2])).not.toBe(meaningOf([2, 1]));
  expect(meaningOf(undefined)).toBe("");
});
