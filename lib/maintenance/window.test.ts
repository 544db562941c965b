import { describe, expect, it } from "vitest";
import { rules } from "#lib/rules/index.ts";
import { blockingRules } from "./reasons/found.ts";
import { isQuietAt, WindowInput, windowStateAt } from "./window.ts";

const plan = {
  title: "Kernel update",
  startsAt: "2026-03-01T22:00:00+01:00",
  endsAt: "2026-03-01T23:00:00+01:00",
  timeZone: "Europe/Berlin",
  actions: [{ what: "reboot", hostId: "00000000-0000-4000-8000-000000000001" }],
};

/** The fields that are complained about. */
function complaints(over: object): string[] {
  return WindowInput.safeParse({ ...plan, ...over }).error?.issues.map(({ path }) => path.join(".")) ?? [];
}

describe("a plan", () => {
  it("is taken as it is sent, with what was left out as nothing", () => {
    expect(WindowInput.parse(plan)).toMatchObject({ people: [], note: null, actions: [{ subject: null, note: null }] });
  });

  it.each<[string, object, string[]]>([
    ["ends before it starts", { endsAt: plan.startsAt }, ["endsAt"]],
    ["lasts a month", { endsAt: "2026-04-01T00:00:00Z" }, ["endsAt"]],
    ["has a time without an offset", { startsAt: "2026-03-01T20:00:00" }, ["startsAt"]],
    ["is planned in no time zone", { timeZone: "Mars/Olympus" }, ["timeZone"]],
    ["does nothing", { actions: [] }, ["actions"]],
    ["names no host", { actions: [{ what: "reboot" }] }, ["actions.0.hostId"]],
    ["names no guest", { actions: [{ ...plan.actions[0], what: "guest-restart" }] }, ["actions.0.subject"]],
    ["has no title", { title: " " }, ["title"]],
  ])("that %s is refused", (_, over, fields) => {
    expect(complaints(over)).toEqual(fields);
  });

  it("of a power cut needs no host", () => {
    expect(complaints({ actions: [{ what: "power-off-all" }] })).toEqual([]);
  });
});

describe("a window", () => {
  const times = { startsAt: new Date(plan.startsAt), endsAt: new Date(plan.endsAt), closedAt: null, cancelledAt: null };
  const at = (text: string) => new Date(`2026-03-0${text}:00+01:00`);

  it.each([
    ["1T21:59", "planned", false],
    ["1T22:00", "running", true],
    ["1T23:00", "overrun", true],
    ["2T23:00", "overrun", false],
  ] as const)("at %s is %s", (time, state, quiet) => {
    expect([windowStateAt(times, at(time)), isQuietAt(times, at(time))]).toEqual([state, quiet]);
  });

  it("is over once somebody has closed or cancelled it", () => {
    const now = at("1T22:30");
    expect(windowStateAt({ ...times, closedAt: now }, now)).toBe("closed");
    expect(windowStateAt({ ...times, cancelledAt: now }, now)).toBe("cancelled");
    expect(isQuietAt({ ...times, closedAt: now }, now)).toBe(false);
  });
});

it("blocks by rules that there are", () => {
  const known = new Set(rules.map(({ id }) => id));
  expect(blockingRules.filter((rule) => !known.has(rule))).toEqual([]);
});
