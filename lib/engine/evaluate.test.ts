import { describe, expect, it } from "vitest";
import type { Readings } from "#lib/facts/index.ts";
import type { AnyRule } from "#lib/rules/index.ts";
import { defineRule, NotApplicable, Undecidable } from "#lib/rules/rule.ts";
import { clusterConfig } from "#lib/rules/testing/network-testing.ts";
import { evaluateRules, judgeHost } from "./evaluate.ts";

const now = new Date("2026-04-13T08:55:04Z");
const at = { source: "/etc/fstab", line: 7, text: "nas:/vms /mnt/nas nfs defaults 0 0" };
const remedy = { steps: ["add `nofail`"], risk: "none", verify: "systemctl cat mnt-nas.mount" };
const entry = { device: "nas:/vms", mountPoint: "/mnt/nas", type: "nfs", options: ["defaults"], dump: 0, pass: 0, at };
const fstab: Readings = { fstab: { status: "ok", value: { entries: [entry], commented: [] } } };

function rule(check: () => unknown, extra: Partial<AnyRule> = {}): AnyRule {
  return {
    ...defineRule({
      id: "storage/example",
      title: "A network mount is required at boot",
      why: "The boot stops.",
      scope: "host",
      scenarios: ["reboot"],
      likelihood: 3,
      impact: 4,
      needs: ["fstab"],
      wants: ["mounts"],
      check: check as () => [],
      remedy,
      references: ["systemd.mount(5)"],
    }),
    ...extra,
  } as AnyRule;
}

const found = [{ subject: "/mnt/nas", observed: "no nofail", expected: "nofail", cite: [at] }];

describe("the order of evaluation", () => {
  it.each([
    ["a needed fact that is missing", {}, "unknown", "fstab was not collected"],
    [
      "a needed fact that failed",
      { fstab: { status: "failed", cause: "denied", detail: "sudo refused" } },
      "unknown",
      "fstab denied: sudo refused",
    ],
    ["a needed fact that is absent", { fstab: { status: "absent", reason: "no such file" } }, "not-applicable", "fstab: no such file"],
  ] as const)("%s never reaches check", (_, readings, verdict, because) => {
    const never = rule(() => {
      throw new Error("check ran");
    });
    expect(evaluateRules(readings as Readings, { hostId: "h" }, now, [never])).toMatchObject([{ verdict, because, findings: [] }]);
  });

  it("puts a failed fact before an absent one", () => {
    const both = rule(() => [], { needs: ["fstab", "mounts"] } as Partial<AnyRule>);
    const readings: Readings = {
      fstab: { status: "absent", reason: "none" },
      mounts: { status: "failed", cause: "timeout", detail: "5 s" },
    };
    expect(evaluateRules(readings, { hostId: "h" }, now, [both])[0]?.verdict).toBe("unknown");
  });

  it.each([
    ["an empty answer", () => [], "passed", null],
    ["an observation", () => found, "failed", null],
    ["proof that it does not apply", raise(new NotApplicable("root is on NFS")), "not-applicable", "root is on NFS"],
    ["facts that do not decide it", raise(new Undecidable("no systemd")), "unknown", "no systemd"],
    ["a broken rule", raise(new TypeError("x is undefined")), "unknown", "the rule broke on these facts: x is undefined"],
  ] as const)("takes %s as it is", (_, check, verdict, because) => {
    expect(evaluateRules(fstab, { hostId: "h" }, now, [rule(check)])).toMatchObject([{ verdict, because }]);
  });

  it("lets rules about changes rest while changes are expected, and no other", () => {
    const quiet = "changes are expected";
    const both = [rule(() => found, { id: "change/example" }), rule(() => found)];
    const results = evaluateRules(fstab, { hostId: "h", quiet }, now, both);
    expect(results.map(({ verdict, because }) => [verdict, because])).toEqual([
      ["not-applicable", quiet],
      ["failed", null],
    ]);
  });

  it("hands a rule what it declared and nothing else", () => {
    let seen: unknown;
    const spy = rule(((facts: unknown) => {
      seen = facts;
      return [];
    }) as never);
    evaluateRules({ ...fstab, routes: { status: "ok", value: [] } }, { hostId: "h" }, now, [spy]);
    expect(seen).toEqual({ fstab: fstab.fstab?.status === "ok" ? fstab.fstab.value : undefined, mounts: undefined });
  });
});

describe("findings", () => {
  it("take severity from likelihood and impact, and the case's own where it has them", () => {
    const [plain, lower] = evaluateRules(fstab, { hostId: "h" }, now, [
      rule(() => found),
      rule(() => found.map((one) => ({ ...one, impact: 2 })), { id: "storage/other" }),
    ]);
    expect(plain?.findings[0]?.severity).toBe("critical");
    expect(lower?.findings[0]?.severity).toBe("medium");
  });

  it("carry a fingerprint of rule, host and stable key; a cluster's is the same from each member", () => {
    const cluster: Readings["clusterConfig"] = {
      status: "ok",
      value: clusterConfig("lab", []),
    };
    const shared = rule(() => found, { scope: "cluster" });
    const of = (readings: Readings, hostId: string, one: AnyRule) => judgeHost(readings, { hostId }, now, [one]).findings[0]?.fingerprint;
    expect(
      of(
        fstab,
        "h1",
        rule(() => found),
      ),
    ).toBe("storage/example|host:h1|/mnt/nas");
    expect(of({ ...fstab, clusterConfig: cluster }, "h1", shared)).toBe(of({ ...fstab, clusterConfig: cluster }, "h2", shared));
    expect(of(fstab, "h1", shared)).toBe("storage/example|host:h1|/mnt/nas");
  });
});

describe("rules about the visit", () => {
  it("see which facts failed and which rules that leaves undecided", () => {
    let seen: unknown;
    const about = rule(
      ((facts: { collection: unknown }) => {
        seen = facts.collection;
        return [];
      }) as never,
      { id: "self/example", needs: ["collection"] } as Partial<AnyRule>,
    );
    evaluateRules({ fstab: { status: "failed", cause: "denied", detail: "sudo refused" } }, { hostId: "h" }, now, [about, rule(() => [])]);
    expect(seen).toEqual({
      failed: [{ fact: "fstab", cause: "denied", detail: "sudo refused" }],
      undecided: [{ rule: "storage/example", likelihood: 3, impact: 4, because: "fstab" }],
    });
  });
});

function raise(error: Error) {
  return () => {
    throw error;
  };
}
