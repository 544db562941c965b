import { describe, expect, it } from "vitest";
import { type Ageing, planLeaving } from "./retention.ts";

const now = new Date("2026-06-01T00:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const ahead = (days: number) => daysAgo(-days);
const gib = 1024 ** 3;
const setting = { keepDays: 30, maximumGib: 5 };

function report(id: string, over: Partial<Ageing> = {}): Ageing {
  return { id, requestedAt: daysAgo(1), hash: id, stays: false, goesAt: null, ...over };
}
const sizes = (gibs: Record<string, number>) => new Map(Object.entries(gibs).map(([hash, size]) => [hash, size * gib]));
const plan = (reports: Ageing[], gibs: Record<string, number> = {}, retention = setting) =>
  Object.fromEntries([...planLeaving(reports, sizes(gibs), retention, now)].map(([id, { goesAt, because }]) => [id, [because, goesAt]]));

describe("when reports go", () => {
  it("is so many days after they were asked for", () => {
    expect(plan([report("a", { requestedAt: daysAgo(10) })])).toEqual({ a: ["age", ahead(20)] });
  });

  it("is never for those that stay, however old and large", () => {
    expect(plan([report("a", { requestedAt: daysAgo(900), stays: true })], { a: 50 })).toEqual({ a: [null, null] });
  });

  it("is never without a week's notice, also when the setting is made shorter", () => {
    expect(plan([report("old", { requestedAt: daysAgo(900) })])).toEqual({ old: ["age", ahead(7)] });
    const announced = report("long", { requestedAt: daysAgo(100), goesAt: ahead(300) });
    expect(plan([announced])).toEqual({ long: ["age", ahead(7)] });
  });

  it("does not move away once it is announced, and moves when the setting is made longer", () => {
    const announced = report("a", { requestedAt: daysAgo(900), goesAt: ahead(3) });
    expect(plan([announced])).toEqual({ a: ["age", ahead(3)] });
    expect(plan([announced], {}, { ...setting, keepDays: 1000 })).toEqual({ a: ["age", ahead(100)] });
    expect(plan([report("b", { requestedAt: daysAgo(900), goesAt: daysAgo(2) })])).toEqual({ b: ["age", daysAgo(2)] });
  });

  it("is in a week for the oldest where all together are too large, and for no more than is needed", () => {
    const reports = [
      report("new", { requestedAt: daysAgo(1) }),
      report("old", { requestedAt: daysAgo(9) }),
      report("mid", { requestedAt: daysAgo(5) }),
    ];
    expect(plan(reports, { new: 2, old: 2, mid: 2 })).toEqual({
      new: ["age", ahead(29)],
      old: ["space", ahead(7)],
      mid: ["age", ahead(25)],
    });
    expect(plan(reports, { new: 2, old: 1, mid: 2 })).toMatchObject({ old: ["age", ahead(21)] });
  });

  it("takes room back only when the last report of a file goes", () => {
    const twins = ["one", "two"].map((id, index) => report(id, { hash: "same", requestedAt: daysAgo(9 - index) }));
    const reports = [...twins, report("new")];
    expect(plan(reports, { same: 3, new: 3 })).toMatchObject({
      one: ["space", ahead(7)],
      two: ["space", ahead(7)],
      new: ["age", ahead(29)],
    });
    const pinned = [report("one", { hash: "same", stays: true, requestedAt: daysAgo(9) }), report("two", { hash: "same" }), report("new")];
    expect(plan(pinned, { same: 6, new: 1 })).toMatchObject({ one: [null, null], two: ["age", ahead(29)], new: ["space", ahead(7)] });
  });

  it("takes back what was announced for room once there is room again", () => {
    const spared = report("a", { goesAt: ahead(3), requestedAt: daysAgo(2) });
    expect(plan([spared], { a: 1 })).toEqual({ a: ["age", ahead(28)] });
  });
});
