import type { Alertmanager } from "#lib/facts/alertmanager.ts";
import type { Readings } from "#lib/facts/index.ts";
import type { Prometheus } from "#lib/facts/prometheus.ts";
import type { Reading } from "#lib/facts/reading.ts";
import type { ContextReadings } from "#lib/rules/context.ts";
import { rules as allRules } from "#lib/rules/index.ts";
import type { AnyRule } from "#lib/rules/rule.ts";
import { evaluateRules } from "./evaluate.ts";
import type { RuleResult } from "./judgement.ts";

/** What is read of the alert path, from wherever it was read. */
export interface AlertSources {
  alertmanagers: readonly Reading<Alertmanager>[];
  prometheuses: readonly Reading<Prometheus>[];
}

/** Rules about the fleet as a whole; on a server they are judged here and nowhere else. */
export const fleetRules: readonly AnyRule[] = allRules.filter((rule) => rule.scope === "fleet");
/** Rules about one host, its guests or its cluster. */
export const hostRules: readonly AnyRule[] = allRules.filter((rule) => rule.scope !== "fleet");

/**
 * Judges the fleet as a whole: once for each Alertmanager, with all that the Prometheus servers say together. Pure. Without a source the
 * rules that need one are unknown.
 */
export function judgeFleet(sources: AlertSources, context: ContextReadings, now: Date, rules = fleetRules): RuleResult[] {
  const prometheus = joined(sources.prometheuses);
  const guests = guestsOf(context);
  const alertmanagers = sources.alertmanagers.length > 0 ? sources.alertmanagers : [notEntered("Alertmanager")];
  const judged = alertmanagers.map((alertmanager) => {
    const readings: Readings = { alertmanager, prometheus, guests };
    return evaluateRules(readings, { hostId: "fleet", context }, now, rules);
  });
  const [first = []] = judged;
  return first.map((result) => worst(judged.flatMap((results) => results.filter(({ rule }) => rule === result.rule))));
}

function notEntered(what: string): Reading<never> {
  return { status: "failed", cause: "unreachable", detail: `no ${what} is entered under Settings, Alert sources` };
}

/** The guests of all hosts together, as far as hosts told of theirs. */
function guestsOf({ fleet }: ContextReadings): NonNullable<Readings["guests"]> {
  const readings = fleet?.status === "ok" ? fleet.value.flatMap((host) => host.readings.guests ?? []) : [];
  const known = readings.flatMap((reading) => (reading.status === "ok" ? reading.value : []));
  if (known.length > 0) return { status: "ok", value: known };
  const untold = { status: "failed", cause: "unreachable", detail: "no host has told of its guests yet" } as const;
  return readings.find(({ status }) => status === "failed") ?? readings[0] ?? untold;
}

/** All Prometheus servers as one: what one of them watches is watched. One that could not be read leaves the picture incomplete. */
function joined(readings: readonly Reading<Prometheus>[]): Reading<Prometheus> {
  const values = readings.flatMap((reading) => (reading.status === "ok" ? [reading.value] : []));
  const failed = readings.find((reading) => reading.status === "failed");
  const [first] = values;
  if (first === undefined) return failed ?? notEntered("Prometheus");
  const whole = failed === undefined;
  return {
    status: "ok",
    value: {
      ...first,
      rules: values.flatMap((value) => value.rules),
      rulesComplete: whole && values.every((value) => value.rulesComplete),
      targets: values.flatMap((value) => value.targets),
      targetsComplete: whole && values.every((value) => value.targetsComplete),
      alertmanagers: values.some((value) => value.alertmanagers === null) ? null : values.flatMap((value) => value.alertmanagers ?? []),
    },
  };
}

const order = ["failed", "unknown", "passed", "not-applicable"] as const;

/** One result of several for the same rule: the worst verdict, and every finding once. */
function worst(results: readonly RuleResult[]): RuleResult {
  const [chosen] = results.toSorted((one, other) => order.indexOf(one.verdict) - order.indexOf(other.verdict));
  if (chosen === undefined) throw new Error("no result");
  const findings = results.flatMap((result) => result.findings);
  return { ...chosen, findings: [...new Map(findings.map((finding) => [finding.fingerprint, finding])).values()] };
}
