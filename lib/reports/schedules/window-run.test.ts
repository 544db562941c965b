import { describe, expect, it } from "vitest";
import { nextStep, type PendingRun } from "./window-run.ts";

const at = new Date("2026-03-01T22:00:00Z");
const minutesBefore = (minutes: number) => new Date(at.getTime() - minutes * 60_000);
const window = { startsAt: at, endsAt: minutesBefore(-120), closedAt: null, cancelledAt: null };
const run: PendingRun = { at, createdAt: minutesBefore(120), checkAskedAt: null, window, lastCheck: null };
const step = (over: Partial<PendingRun>, now: Date) => nextStep({ ...run, ...over }, now);

describe("a report before a window", () => {
  it("begins with reading the hosts afresh, and rests on that", () => {
    expect(step({}, minutesBefore(120))).toBe("check");
    const asked = { checkAskedAt: minutesBefore(120) };
    expect(step(asked, minutesBefore(119))).toBe("wait");
    expect(step({ ...asked, lastCheck: { askedAt: minutesBefore(120), isOver: false } }, minutesBefore(119))).toBe("wait");
    expect(step({ ...asked, lastCheck: { askedAt: minutesBefore(120), isOver: true } }, minutesBefore(119))).toBe("request");
  });

  it("takes the pre-check of the last hour, not an older one", () => {
    expect(step({ lastCheck: { askedAt: minutesBefore(150), isOver: true } }, minutesBefore(120))).toBe("request");
    expect(step({ lastCheck: { askedAt: minutesBefore(190), isOver: true } }, minutesBefore(120))).toBe("check");
    expect(step({ lastCheck: { askedAt: minutesBefore(121), isOver: false } }, minutesBefore(120))).toBe("wait");
  });

  it("does not wait for ever for a pre-check that does not end", () => {
    expect(step({ checkAskedAt: minutesBefore(120) }, minutesBefore(109))).toBe("wait");
    expect(step({ checkAskedAt: minutesBefore(120) }, minutesBefore(108))).toBe("request");
  });

  it("waits two minutes at most when it is late", () => {
    const late = { createdAt: minutesBefore(1), checkAskedAt: minutesBefore(1) };
    expect(step(late, minutesBefore(-0.9))).toBe("wait");
    expect(step(late, minutesBefore(-1))).toBe("request");
  });

  it("checks nothing once the window has begun: the work has changed what would be read", () => {
    expect(step({ createdAt: minutesBefore(-5) }, minutesBefore(-5))).toBe("request");
  });

  it("is forgotten where its window was moved, called off, closed, is over or gone", () => {
    const now = minutesBefore(60);
    expect(step({ window: { ...window, startsAt: minutesBefore(-30) } }, now)).toBe("forget");
    expect(step({ window: { ...window, cancelledAt: now } }, now)).toBe("forget");
    expect(step({ window: { ...window, closedAt: now } }, now)).toBe("forget");
    expect(step({}, minutesBefore(-120))).toBe("forget");
    expect(step({ window: null }, now)).toBe("forget");
  });
});
