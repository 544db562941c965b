import { describe, expect, test } from "vitest";
import type { ChainLink } from "#lib/postmortems/schema.ts";
import { exposureOf, exposureOfAll, type HostSight, type OpenFinding, openLinks, wholeAnswer } from "./exposure.ts";
import type { Verdict } from "./judgement.ts";

const link = (kind: ChainLink["kind"], ...rules: string[]) => ({ kind, rules });
const incident = {
  chain: [
    link("trigger", "change/unplanned-reboot"),
    link("latent", "storage/a", "storage/b"),
    link("blind-spot", "alert/c"),
    link("consequence", "guests/onboot-not-running"),
    link("escalation"),
  ],
};
const finding = (rule: string, further: Partial<OpenFinding> = {}): OpenFinding => ({
  id: `id-${rule}`,
  rule,
  title: rule,
  subject: "s",
  severity: "high",
  accepted: false,
  ...further,
});

function host(verdicts: Record<string, Verdict>, findings: OpenFinding[] = []): HostSight {
  const said = Object.entries(verdicts).map(
    ([rule, verdict]) => [rule, { verdict, because: verdict === "unknown" ? "denied" : null }] as const,
  );
  return { hostId: "1", name: "kvm-01", verdicts: new Map(said), findings };
}

const sound = { "storage/a": "passed", "storage/b": "passed", "alert/c": "passed" } as const;

describe("an incident on one host", () => {
  test("exposed through the findings of links that wait, in the order of the chain", () => {
    const findings = [finding("alert/c"), finding("storage/b"), finding("boot/other")];
    const exposure = exposureOf(incident, host({ ...sound, "storage/b": "failed", "alert/c": "failed" }, findings));
    expect(exposure.answer).toBe("exposed");
    expect(exposure.through.map(({ rule }) => rule)).toEqual(["storage/b", "alert/c"]);
    expect(exposure.passed).toEqual(["storage/a"]);
  });

  test("exposed although something else is unknown, and although the finding was accepted", () => {
    const accepted = [finding("storage/a", { accepted: true })];
    expect(exposureOf(incident, host({ "storage/a": "failed", "storage/b": "unknown" }, accepted)).answer).toBe("exposed");
  });

  test.each([
    ["every rule passed", sound, "not-exposed"],
    ["the others cannot apply", { ...sound, "storage/a": "not-applicable", "storage/b": "not-applicable" }, "not-exposed"],
    ["none of them applies", { "storage/a": "not-applicable", "storage/b": "not-applicable", "alert/c": "not-applicable" }, "not-exposed"],
    ["one that needs other sources was not judged", { "storage/a": "passed", "storage/b": "passed" }, "not-exposed"],
    ["one is unknown", { ...sound, "alert/c": "unknown" }, "cannot-tell"],
    ["nothing was judged", {}, "cannot-tell"],
    ["only a consequence was judged", { "guests/onboot-not-running": "passed" }, "cannot-tell"],
    ["a consequence is unknown", { ...sound, "guests/onboot-not-running": "unknown" }, "not-exposed"],
  ] as const)("%s", (_, verdicts, answer) => {
    expect(exposureOf(incident, host(verdicts)).answer).toBe(answer);
  });

  test("a finding of a trigger or a consequence exposes nobody: it has happened already", () => {
    const findings = [finding("guests/onboot-not-running"), finding("change/unplanned-reboot")];
    expect(exposureOf(incident, host(sound, findings)).answer).toBe("not-exposed");
  });

  test("a rule that says nothing says why", () => {
    expect(exposureOf(incident, host({ "storage/a": "unknown", "storage/b": "not-applicable" })).silent).toEqual([
      { rule: "storage/a", state: "unknown", because: "denied" },
      { rule: "storage/b", state: "not-applicable", because: null },
      { rule: "alert/c", state: "not-judged", because: null },
    ]);
  });

  test("an incident that no rule can see cannot be told", () => {
    expect(exposureOf({ chain: [link("latent")] }, host(sound)).answer).toBe("cannot-tell");
  });
});

describe("an incident on everything", () => {
  const fleetRules = new Set(["alert/c"]);
  const fleet = (verdicts: Record<string, Verdict>, findings: OpenFinding[] = []): HostSight => ({
    ...host(verdicts, findings),
    hostId: null,
  });
  const hostRules = { "storage/a": "passed", "storage/b": "passed" } as const;

  test("rules about the fleet answer for the fleet and for no host", () => {
    const sights = { hosts: [host(hostRules)], fleet: fleet({ "alert/c": "failed" }, [finding("alert/c")]) };
    const exposure = exposureOfAll(incident, sights, fleetRules);
    expect(exposure.hosts.map(({ answer, silent }) => [answer, silent])).toEqual([["not-exposed", []]]);
    expect(exposure.fleet).toMatchObject({ hostId: null, answer: "exposed" });
    expect(exposure.counts).toEqual({ exposed: 0, "cannot-tell": 0, "not-exposed": 1 });
    expect(exposure.worst).toBe("high");
    expect([wholeAnswer(exposure), openLinks(incident, exposure)]).toEqual(["exposed", { open: 1, all: 3 }]);
  });

  test("a chain without rules about the fleet asks nothing of it", () => {
    expect(exposureOfAll(incident, { hosts: [], fleet: fleet({}) }, new Set()).fleet).toBeNull();
  });

  test.each([
    [{ exposed: 1, "cannot-tell": 5, "not-exposed": 9 }, null, "exposed"],
    [{ exposed: 0, "cannot-tell": 1, "not-exposed": 9 }, null, "cannot-tell"],
    [{ exposed: 0, "cannot-tell": 0, "not-exposed": 9 }, null, "not-exposed"],
    [{ exposed: 0, "cannot-tell": 0, "not-exposed": 0 }, null, "cannot-tell"],
    [{ exposed: 0, "cannot-tell": 0, "not-exposed": 9 }, "unknown", "cannot-tell"],
    [{ exposed: 0, "cannot-tell": 0, "not-exposed": 9 }, "passed", "not-exposed"],
  ] as const)("%o with the fleet %s is %s", (counts, verdict, answer) => {
    const said = verdict === null ? null : exposureOf({ chain: [link("latent", "alert/c")] }, fleet({ "alert/c": verdict }));
    expect(wholeAnswer({ counts, fleet: said })).toBe(answer);
  });

  test("the worst finding anywhere is the incident's", () => {
    const hosts = [host({}, [finding("storage/a", { severity: "low" })]), host({}, [finding("storage/b", { severity: "critical" })])];
    expect(exposureOfAll(incident, { hosts, fleet: fleet({}) }, fleetRules).worst).toBe("critical");
    expect(exposureOfAll(incident, { hosts: [], fleet: fleet({}) }, fleetRules).worst).toBeNull();
  });

  test("links that can wait and do", () => {
    const hosts = [host({}, [finding("storage/a")])];
    expect(openLinks(incident, exposureOfAll(incident, { hosts, fleet: fleet({}) }, fleetRules))).toEqual({ open: 1, all: 3 });
  });
});
