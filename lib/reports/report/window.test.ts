import { describe, expect, it } from "vitest";
import { renderHtml } from "./html.ts";
import { renderMarkdown } from "./markdown.ts";
import { postCheckOf, preCheckOf, sourceWindowOf, windowReportOf } from "./testing-window.ts";
import type { SourceCheck, SourceWindow } from "./window-source.ts";

const madeAt = new Date("2026-01-10T15:00:00Z");
const asked = { askedBy: "Ada", askedAt: new Date("2026-01-10T09:10:00Z"), doneAt: new Date("2026-01-10T09:12:00Z") };
const check = (body: unknown): SourceCheck => ({ status: "done", ...asked, body });
const planned = sourceWindowOf("kvm-01").window;
const open = { closedAt: null, closedBy: null, verdict: null };
const window = (change: Partial<SourceWindow["window"]>): Partial<SourceWindow> => ({ window: { ...planned, ...change } });

function told(change: Partial<SourceWindow>): string {
  const report = windowReportOf("kvm-01", { laterFailed: { pre: false, post: false }, ...change }, madeAt);
  const [html, markdown] = [renderHtml(report), renderMarkdown(report)].map((pieces) => [...pieces].join("").replaceAll("\\", ""));
  // Whatever is asked of one is asked of the other.
  return `${html?.replaceAll(/<[^>]*>/g, "").replaceAll("&#39;", "'")}\n${markdown}`;
}

/** How often a text stands in both: 2 = once in each. */
const times = (text: string, part: string) => text.split(part).length - 1;

describe("a report of a window", () => {
  it("says its state, its times on both clocks, its people and its steps", () => {
    const text = told(
      window({ ...open, state: "running", startsAt: new Date("2026-01-10T21:00:00Z"), endsAt: new Date("2026-01-10T23:30:00Z") }),
    );
    for (const part of [
      "Running",
      "Sat 10 Jan 2026, 22:00 – Sun 11 Jan 2026, 00:30 (Europe/Berlin, UTC+1)",
      "2026-01-10 21:00 UTC",
      "on call",
    ])
      expect(times(text, part), part).toBeGreaterThanOrEqual(2);
    expect(text).toContain("reboot kvm-01");
    expect(text).toContain("seen from");
  });

  it.each<[string, Partial<SourceWindow>, string]>([
    ["no pre-check", { preCheck: null }, "No pre-check was made"],
    ["one that failed", { preCheck: { status: "failed", ...asked, body: null } }, "The last pre-check could not be decided"],
    ["one of another version", { preCheck: check({ verdict: "go" }) }, "The last pre-check was stored by another version"],
    ["no post-check", { postCheck: null }, "No post-check was made"],
    ["a post-check that failed", { postCheck: { status: "failed", ...asked, body: null } }, "The last post-check could not be decided"],
    ["a post-check of another version", { postCheck: check([]) }, "The last post-check was stored by another version"],
  ])("of %s says so at its head and in its place", (_, change, words) => {
    expect(times(told(change), words)).toBe(4);
  });

  it("says that a later check failed, and that the plan is another one since", () => {
    expect(told({ laterFailed: { pre: true, post: false } })).toContain("A later pre-check could not be decided");
    const changed = window({ ...open, state: "running", updatedAt: new Date("2026-01-10T14:00:00Z") });
    expect(told(changed)).toContain("The window was planned otherwise since: run the pre-check again.");
  });

  it("expects no post-check before the work, and none of what was cancelled", () => {
    const before = told({ postCheck: null, ...window({ ...open, state: "planned" }) });
    expect(before).not.toContain("No post-check was made");
    expect(before).toContain("None yet: the work has not begun.");
    expect(told({ postCheck: null, ...window({ ...open, state: "cancelled", cancelledAt: madeAt }) })).toContain(
      "This window was cancelled",
    );
  });

  it("says loudly that a host does not answer afterwards, how old its facts are, and the way to it", () => {
    const text = told({ preCheck: null });
    for (const part of [
      "kvm-01 could not be read: kvm-01",
      "Last read 2026-01-10 12:00 UTC, 3 h before this report",
      "what is known of it is 3 h old",
    ])
      expect(times(text, part), part).toBe(2);
    expect(text).toContain("npx bulkhead check bundle.txt");
    expect(told({ postCheck: check({ ...postCheckOf("x"), hosts: [] }) })).not.toContain("what is known of it is");
  });

  it("says with what verdict it was closed, by whom and when; one it does not know is unknown", () => {
    expect(told({})).toContain("Does not answer by kvm-01, Sat 10 Jan 2026, 13:00 UTC+1");
    expect(told(window({ verdict: "splendid" }))).toContain("a verdict that this version does not know");
    expect(told(window({ ...open, state: "overrun" }))).toContain("should have ended 3 h ago and is not closed");
  });

  it("has boxes to tick, and who ticked the others", () => {
    const text = told({});
    expect(text).toContain("- [x] kvm-01; kvm-01, Sat 10 Jan 2026, 13:00 UTC+1");
    expect(text).toContain("- [ ] kvm-01\n");
    expect([...renderHtml(windowReportOf("x"))].join("")).toMatch(/aria-label="done">✓<.*aria-label="open"><\/span>/s);
  });

  it("tells UTC where the time zone is not known here", () => {
    const text = told(window({ timeZone: "Mars/Olympus" }));
    expect(text).toContain("the time zone Mars/Olympus is not known here: see UTC");
    expect(text).toContain("by kvm-01, 2026-01-10 12:00 UTC");
  });

  it("says of a step that could not be rehearsed that it does not know what is out", () => {
    expect(told({})).toContain("not known: this step could not be rehearsed");
  });

  it("goes on where its hosts, steps, people and lines are gone", () => {
    const empty = told({
      checklist: [],
      runbooks: [],
      preCheck: check({ ...preCheckOf("x"), reasons: [], steps: [], affected: [], unknown: [], visits: [] }),
      ...window({ people: [], hosts: [] }),
    });
    for (const part of ["Nobody is named.", "It has no lines yet", "No guest is out in any step.", "reboot a host that is no longer there"])
      expect(times(empty, part), part).toBe(2);
  });
});
