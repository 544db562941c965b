import { describe, expect, test } from "vitest";
import type { Scenario } from "#lib/rules/rule.ts";
import { readinessOf } from "./readiness.ts";

const rules: { id: string; scenarios: Scenario[] }[] = [
  { id: "storage/nfs-fstab-no-nofail", scenarios: ["reboot", "nas-loss"] },
  { id: "boot/failed-units", scenarios: ["reboot"] },
  { id: "guests/onboot-not-running", scenarios: ["reboot", "power-loss"] },
  { id: "guests/important-guest-without-onboot", scenarios: ["reboot", "power-loss"] },
  { id: "cluster/not-quorate", scenarios: ["node-loss"] },
  { id: "bridge/second-default-route-masks-fault", scenarios: ["network-change"] },
  { id: "self/probe-incomplete", scenarios: ["reboot"] },
];

function verdicts(overrides: Record<string, "failed" | "unknown" | "not-applicable">) {
  return rules.map(({ id }) => ({ rule: id, verdict: overrides[id] ?? ("passed" as const), likelihood: 3 as const, impact: 3 as const }));
}

function cell(scenario: Scenario, findings: Parameters<typeof readinessOf>[0], given = verdicts({})) {
  const found = readinessOf(findings, given, rules).find((one) => one.scenario === scenario);
  return `${found?.tone}: ${found?.words}`;
}

describe("readiness", () => {
  test("a sound host returns and holds", () => {
    expect(cell("reboot", [])).toBe("holds: returns");
    expect(cell("network-change", [])).toBe("holds: holds");
  });

  test("the worst finding speaks, in words of the scenario", () => {
    const nofail = { rule: "storage/nfs-fstab-no-nofail", severity: "critical", scenarios: ["reboot", "nas-loss"] } as const;
    const unit = { rule: "boot/failed-units", severity: "high", scenarios: ["reboot"] } as const;
    const findings = [unit, nofail].map((finding) => ({ ...finding, scenarios: [...finding.scenarios] }));
    expect(cell("reboot", findings)).toBe("critical: stays down");
    expect(cell("nas-loss", findings)).toBe("critical: no boot");
    expect(cell("power-loss", findings)).toBe("holds: returns");
  });

  test("guests that stay off are counted over both rules", () => {
    const off = (rule: string) => ({ rule, severity: "high" as const, scenarios: ["reboot" as const] });
    const findings = [off("guests/onboot-not-running"), off("guests/onboot-not-running"), off("guests/important-guest-without-onboot")];
    expect(cell("reboot", findings)).toBe("high: 3 guests off");
    expect(cell("reboot", findings.slice(0, 1))).toBe("high: 1 guest off");
  });

  test("a rule without words of its own is counted", () => {
    const finding = { rule: "clock/drift", severity: "medium" as const, scenarios: ["node-loss" as const] };
    expect(cell("node-loss", [finding])).toBe("medium: 1 fault");
    expect(cell("node-loss", [finding, finding])).toBe("medium: 2 faults");
  });

  test("what could not be decided is unknown, what cannot apply is said so", () => {
    expect(cell("network-change", [], verdicts({ "bridge/second-default-route-masks-fault": "unknown" }))).toBe("unknown: unknown");
    expect(cell("node-loss", [], verdicts({ "cluster/not-quorate": "not-applicable" }))).toBe("not-applicable: n/a");
    expect(cell("reboot", [], [])).toBe("unknown: unknown");
  });

  test("findings of severity info, and those about the visit, do not speak", () => {
    expect(cell("reboot", [{ rule: "boot/failed-units", severity: "info", scenarios: ["reboot"] }])).toBe("holds: returns");
    expect(cell("reboot", [{ rule: "self/probe-incomplete", severity: "low", scenarios: ["reboot"] }])).toBe("holds: returns");
  });
});
