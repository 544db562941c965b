import { describe, expect, test } from "vitest";
import type { RuleResult } from "#lib/engine/judgement.ts";
import type { AnyRule } from "#lib/rules/rule.ts";
import { sightOf } from "./sight.ts";

const rules: Pick<AnyRule, "id" | "scope" | "scenarios">[] = [
  { id: "storage/nfs-fstab-no-nofail", scope: "host", scenarios: ["reboot", "nas-loss"] },
  { id: "boot/failed-units", scope: "host", scenarios: ["reboot"] },
  { id: "bridge/second-default-route-masks-fault", scope: "host", scenarios: ["network-change"] },
  { id: "self/probe-incomplete", scope: "host", scenarios: ["reboot", "network-change"] },
  { id: "alert/no-deadman", scope: "fleet", scenarios: ["network-change"] },
];

function sight(scenario: "reboot" | "network-change" | "nas-loss", verdicts: Record<string, RuleResult["verdict"]>, impact: 3 | 4 = 3) {
  const results = rules.map(({ id }) => ({ rule: id, verdict: verdicts[id] ?? ("passed" as const), likelihood: 3 as const, impact }));
  return sightOf(results, rules)[scenario];
}

describe("how well a scenario is seen", () => {
  test("well, where all rules of it were decided, whatever they say", () => {
    expect(sight("reboot", { "boot/failed-units": "failed" })).toEqual({ sight: "seen", undecided: 0 });
  });

  test("not, where more than a tenth of their weight is undecided", () => {
    expect(sight("reboot", { "boot/failed-units": "unknown" })).toEqual({ sight: "unseen", undecided: 1 });
    expect(sight("nas-loss", { "boot/failed-units": "unknown" })?.sight).toBe("seen");
  });

  test("not, where one critical rule is undecided among however many", () => {
    const many = Array.from({ length: 40 }, (_, index) => ({
      id: `boot/${index}`,
      scope: "host" as const,
      scenarios: ["reboot" as const],
    }));
    const verdicts = many.map(({ id }, index) => ({
      rule: id,
      verdict: index === 0 ? ("unknown" as const) : ("passed" as const),
      likelihood: 3 as const,
      impact: 4 as const,
    }));
    expect(sightOf(verdicts, many).reboot).toEqual({ sight: "unseen", undecided: 1 });
    const milder = verdicts.map((verdict) => ({ ...verdict, impact: 3 as const }));
    expect(sightOf(milder, many).reboot).toEqual({ sight: "seen", undecided: 1 });
  });

  test("there is nothing to see where no rule has anything to say", () => {
    expect(sight("network-change", { "bridge/second-default-route-masks-fault": "not-applicable" })?.sight).toBe("not-applicable");
  });

  test("rules about the visit and about the fleet do not count", () => {
    expect(sight("network-change", { "self/probe-incomplete": "unknown", "alert/no-deadman": "unknown" })?.sight).toBe("seen");
  });

  test("a host that nobody has judged is in none", () => {
    expect(sightOf([], rules)).toEqual({});
  });
});
