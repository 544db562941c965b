import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RuleResult } from "#lib/engine/judgement.ts";
import type { CheckOutcome } from "#lib/reports/check-run.ts";
import { SarifLog } from "#lib/reports/sarif-log.ts";
import { checked, faultyHost, finding, runOf, unreadOutcome } from "#lib/reports/testing.ts";
import { rules } from "#lib/rules/index.ts";
import { type Level, severities, severityOf } from "#lib/rules/severity.ts";
import { exitStatus, statusOf } from "./exit-status.ts";
import { formatOf, render } from "./formats.ts";

describe("the format that the options ask for", () => {
  test.each([
    [{}, "text"],
    [{ json: true }, "json"],
    [{ json: true, format: "json" }, "json"],
    [{ format: "sarif" }, "sarif"],
    [{ format: "text" }, "text"],
  ] as const)("%j: %s", (options, format) => {
    expect(formatOf(options)).toBe(format);
  });

  test.each(["text", "sarif", "junit"] as const)("--json and --format %s: two formats, which is said in one sentence", (format) => {
    expect(() => formatOf({ json: true, format })).toThrow(`--json and --format ${format} ask for two formats: give one of them.`);
  });
});

describe("every format", () => {
  const level = fc.constantFrom<Level>(1, 2, 3, 4);
  const result = fc
    .record({
      rule: fc.constantFrom(...rules.map(({ id }) => id)),
      verdict: fc.constantFrom("passed", "failed", "not-applicable", "unknown"),
      likelihood: level,
      impact: level,
    } as const)
    .map(
      ({ rule, verdict, likelihood, impact }): RuleResult => ({
        ...{ rule, verdict, likelihood, impact, because: "why" },
        findings: verdict === "failed" ? [finding({ rule, likelihood, impact, severity: severityOf(likelihood, impact) })] : [],
      }),
    );
  const host = checked(faultyHost(), "root@pve1");
  const outcome = fc.array(result, { maxLength: 4 }).map((results): CheckOutcome => {
    const findings = results.flatMap((one) => one.findings);
    return { host: { ...host, judgement: { ...host.judgement, results, findings } } };
  });
  const outcomes = fc.array(fc.oneof({ weight: 9, arbitrary: outcome }, { weight: 1, arbitrary: fc.constant(unreadOutcome()) }), {
    minLength: 1,
    maxLength: 3,
  });

  test("says the same as the exit status: JUnit has a failure or an error exactly where it is not 0, and SARIF leaves nothing out", async () => {
    await fc.assert(
      fc.asyncProperty(outcomes, fc.array(result, { maxLength: 2 }), fc.constantFrom(...severities), async (several, together, failOn) => {
        const isClean = statusOf(several, failOn, together) === exitStatus.clean;
        const junit = await render("junit", runOf(several, together), failOn);
        expect(/<testsuites [^>]* failures="0" errors="0"/.test(junit)).toBe(isClean);
        const [log] = SarifLog.parse(JSON.parse(await render("sarif", runOf(several, together), failOn))).runs;
        const ofHosts = several.flatMap(({ problem, host: { judgement } }) =>
          judgement.results.filter(({ verdict }) => problem === undefined || verdict !== "unknown"),
        );
        const told = [...ofHosts, ...together].flatMap(({ rule, verdict, findings }) =>
          verdict === "unknown" ? [rule] : findings.map((one) => one.rule),
        );
        expect(log?.results.map(({ ruleId }) => ruleId).toSorted()).toEqual(told.toSorted());
        expect(log?.invocations[0]?.toolExecutionNotifications).toHaveLength(several.filter(({ problem }) => problem !== undefined).length);
      }),
    );
  });
});
