import { expect, test } from "vitest";
import { coldStart } from "./cold-start.ts";
import { coldStartHeadline, minutes } from "./cold-start-headline.ts";
import { graphOf, need, node } from "./graph-testing.ts";
import { indexGraph } from "./indexed.ts";
import type { Need } from "./model.ts";

const headline = (needs: readonly Need[], unknown: { host: string; words: string }[] = []) =>
  coldStartHeadline(coldStart(indexGraph({ ...graphOf(needs, [node("host:a")]), unknown })));
const guest = need("guest:a/nas", "run", ["host:a"]);

test("an order: how many, in how many stages, after how long", () => {
  expect(headline([guest])).toEqual({ tone: "holds", sentence: "2 machines come back in 2 stages, after about 4 min", next: null });
});

test("what could not be read may forbid it", () => {
  expect(headline([guest], [{ host: "b", words: "mounts could not be read" }])).toMatchObject({
    tone: "unknown",
    next: "1 thing could not be told, and may forbid this order.",
  });
});

test("what a person has to do on the way", () => {
  const race = need("guest:a/web", "start", ["guest:a/nas"], { isRace: true, manual: "start web" });
  expect(headline([guest, need("guest:a/web", "run", ["host:a"]), race])).toMatchObject({
    tone: "medium",
    next: "1 thing to do by hand on the way.",
  });
});

test("a ring: who waits for whom, and the cheapest way out", () => {
  const boot = need("host:a", "boot", ["guest:a/nas"], { rule: "storage/nfs-fstab-no-nofail" });
  expect(headline([guest, boot])).toEqual({
    tone: "critical",
    sentence: "nas and a wait for each other: no order brings them back",
    next: "The cheapest way out: add nofail,x-systemd.automount to the line, on a.",
  });
});

test("waits are rounded up to whole minutes", () => {
  expect([60, 119, 180, 181].map(minutes)).toEqual(["60 s", "119 s", "3 min", "4 min"]);
});
