import { describe, expect, test } from "vitest";
import type { Totals } from "#lib/engine/drift/fleet/fold.ts";
import { changesHref, hostHref, isFiltered, leavesOutChanges, pagesOf, plainView, rangeWords } from "./changes-view.ts";
import { totalsHeadlines } from "./totals-headlines.ts";
import { factsWords, unseenWords } from "./unseen-words.ts";

describe("the address of the page of changes", () => {
  test("keeps what is asked for, leaves out what is so by default, and begins on the first page", () => {
    expect(changesHref(plainView)).toBe("/changes");
    const view = { ...plainView, from: "known-good", by: "host", cluster: "lab & co", page: 3 } as const;
    expect(changesHref(view, { group: "network" })).toBe("/changes?from=known-good&by=host&group=network&cluster=lab+%26+co");
    expect(changesHref(view, { page: 2 })).toContain("page=2");
    expect(changesHref(view, { from: "24h", by: "meaning", cluster: undefined })).toBe("/changes");
  });

  test("of a host names the very states, where there are two", () => {
    expect(hostHref("h", "a", "b")).toBe("/hosts/h?tab=changes&from=a&to=b");
    expect(hostHref("h", undefined, "b")).toBe("/hosts/h?tab=changes");
  });

  test("knows whether anything is left out, and whether that may be changes of the hosts shown", () => {
    const views = [plainView, { ...plainView, from: "7d" }, { ...plainView, site: "ams" }, { ...plainView, effect: "now" as const }];
    expect(views.map((view) => [isFiltered(view), leavesOutChanges(view)])).toEqual([
      [false, false],
      [false, false],
      [true, false],
      [true, true],
    ]);
  });
});

test("pages", () => {
  expect([pagesOf(0), pagesOf(50), pagesOf(51)]).toEqual([1, 1, 2]);
  expect([rangeWords(1, 1, "host"), rangeWords(2, 70, "host")]).toEqual(["1 host", "51–70 of 70 hosts"]);
});

test("the numbers never count what could not be compared among what is as before", () => {
  const totals: Totals = { hosts: 10, changed: 1, same: 5, notCompared: 4, partly: 2, changes: 3, waiting: 1 };
  expect(totalsHeadlines(totals, plainView).map(({ figure, sentence }) => `${figure} ${sentence}`)).toEqual([
    "1 of 10 hosts changed, 3 changes",
    "1 change waits for a reboot or restart",
    "5 as before, as far as read",
    "4 could not be compared, 2 only in part",
  ]);
  expect(totalsHeadlines({ ...totals, waiting: 0, notCompared: 0, partly: 0 }, plainView)).toHaveLength(2);
});

test("why something could not be compared", () => {
  const notCompared = (["mounts", "mounts", "links"] as const).map((fact) => ({ fact, words: "could not be read now" }));
  expect(unseenWords({ limits: [], notCompared })).toBe(`not read at both visits: ${factsWords(notCompared)}`);
  expect(unseenWords({ limits: [{ kind: "not-read", words: "was not read in this time" }], notCompared })).toBe(
    "was not read in this time",
  );
});
