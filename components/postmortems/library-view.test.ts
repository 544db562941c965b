import { expect, test } from "vitest";
import type { LibraryEntry, Origin } from "#lib/postmortems/library.ts";
import { parsePostmortem } from "#lib/postmortems/schema.ts";
import { testReport } from "#lib/postmortems/testing.ts";
import type { Severity } from "#lib/rules/severity.ts";
import { fittingRows, type LibraryRow, libraryHeadlines, libraryHref, libraryViewOf } from "./library-view.ts";

interface Change {
  unknown?: number;
  safe?: number;
  origin?: Origin;
  date?: string;
  open?: number;
  worst?: Severity;
}

function row(id: string, exposed: number, change: Change = {}): LibraryRow {
  const { unknown = 0, safe = 0, origin = "shipped", date = null, open = 0, worst = "high" } = change;
  const entry: LibraryEntry = { ...parsePostmortem(testReport(id, date === null ? {} : { date })), origin };
  return {
    entry,
    counts: { exposed, "cannot-tell": unknown, "not-exposed": safe },
    fleet: null,
    worst: exposed > 0 ? worst : null,
    links: { open, all: 4 },
  };
}

const rows = [
  row("old", 0, { safe: 9, date: "2019-01-01" }),
  row("new", 0, { safe: 9, date: "2026-01-01" }),
  row("near", 2, { open: 3 }),
  row("far", 2, { open: 1 }),
  row("widest", 5),
  row("mild", 9, { worst: "low" }),
  row("hidden", 0, { unknown: 1, safe: 8, origin: "own" }),
];
const ids = (view: Parameters<typeof libraryViewOf>[0]) => fittingRows(rows, libraryViewOf(view)).map(({ entry }) => entry.id);

test("what the worst findings let happen comes first, then what could befall the most hosts, what is nearest to it, what is newest", () => {
  expect(ids({})).toEqual(["widest", "near", "far", "mild", "new", "old", "hidden"]);
});

test("filters leave what fits, and together what fits all of them", () => {
  expect(ids({ exposure: "exposed" })).toEqual(["widest", "near", "far", "mild"]);
  expect(ids({ exposure: "cannot-tell" })).toEqual(["hidden"]);
  expect(ids({ own: "1" })).toEqual(["hidden"]);
  expect(ids({ scenario: "dns-loss" })).toEqual([]);
  expect(ids({ scenario: "reboot", exposure: "not-exposed", text: " NOFAIL switch " })).toEqual(["new", "old"]);
  expect(ids({ text: "nothing of the kind" })).toEqual([]);
});

test("what the URL says and nobody knows is left out", () => {
  expect(libraryViewOf({ exposure: "maybe", scenario: ["reboot"], own: "2", text: "  " })).toEqual({});
});

test("a view is an address, and back again", () => {
  const view = { exposure: "exposed", scenario: "reboot", own: true, text: "a b" } as const;
  const href = libraryHref(view, {});
  expect(libraryViewOf(Object.fromEntries(new URL(href, "http://x").searchParams))).toEqual(view);
  expect(libraryHref(view, { exposure: undefined, scenario: undefined, own: undefined, text: undefined })).toBe("/postmortems");
});

test("the answers above the list are of all incidents", () => {
  expect(libraryHeadlines(rows).map(({ figure }) => figure)).toEqual(["4 of 7", "1", "2"]);
});
