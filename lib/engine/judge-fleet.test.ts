import { describe, expect, test } from "vitest";
import { fleetHost, installation } from "#lib/rules/testing/context-testing.ts";
import { vm } from "#lib/rules/testing/guest-testing.ts";
import { judgeFleet } from "./judge-fleet.ts";

const now = new Date("2026-04-30T12:00:00Z");

function verdictOf(rule: string, hosts: ReturnType<typeof fleetHost>[]) {
  const context = {
    fleet: { status: "ok" as const, value: hosts },
    declared: { status: "ok" as const, value: [] },
    installation: { status: "ok" as const, value: installation() },
  };
  const results = judgeFleet({ alertmanagers: [], prometheuses: [] }, context, now);
  return results.find((result) => result.rule === rule);
}

describe("the fleet as a whole", () => {
  test("rules that need a source of alerts are unknown without one, and say where to enter it", () => {
    expect(verdictOf("alert/no-deadman", [])).toMatchObject({
      verdict: "unknown",
      because: expect.stringContaining("Settings, Alert sources"),
    });
  });

  test("the guests of the fleet are those of all its hosts", () => {
    const hosts = [fleetHost("a", "192.0.2.1", { guests: [] }), fleetHost("b", "192.0.2.2", { guests: [vm("100", "dns")] })];
    expect(verdictOf("backup/restore-never-tested", hosts)?.verdict).toBe("failed");
    expect(verdictOf("backup/restore-never-tested", hosts.slice(0, 1))?.verdict).toBe("not-applicable");
    expect(verdictOf("backup/restore-never-tested", [])?.verdict).toBe("unknown");
  });
});
