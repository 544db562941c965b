import { randomBytes } from "node:crypto";
import { probes } from "#collectors/probes/index.ts";
import { readingsOf } from "#collectors/readings.ts";
import { composeScript, splitOutput } from "#collectors/script.ts";
import { loadRecording, type Recording, recordingNames } from "#collectors/simulator/recording.ts";
import { runScript } from "#collectors/simulator/run-script.ts";
import { evaluateRules, type JudgedHost, judgeHost } from "#lib/engine/evaluate.ts";
import type { Readings } from "#lib/facts/index.ts";
import { lanes } from "#lib/lanes.ts";
import { rules } from "#lib/rules/index.ts";
import { medianOf, ms, spreadOf } from "./numbers.ts";
import { type Part, type Table, type Target, verdict } from "./report.ts";

const hostCount = 100;
const slowestShown = 5;
/** Fixed: judging is pure, and takes its clock as an argument. */
const now = new Date("2026-01-01T00:00:00Z");

/** What one host printed: an output for each lane of the visit. */
type Said = { text: Buffer; nonce: string }[];

const steps = { split: "split the output into sections", parse: "parse the sections into facts", judge: "judge the facts by all rules" };
type Step = keyof typeof steps;
/** What one host may take, in milliseconds of the median. */
const limits: Partial<Record<Step, number>> = { parse: 50, judge: 5 };
/** Milliseconds that each host took in one round. */
type Round = Record<Step, number[]>;

/** What is pure, without SSH and database: the outputs of a hundred recorded hosts, split, parsed and judged. */
export async function measureEvaluation(recordings: string, isQuick: boolean, signal: AbortSignal): Promise<Part> {
  const script = composeScript(probes);
  const said: Said[] = [];
  const names = recordingNames(recordings);
  for (let index = 0; index < hostCount; index += 1) {
    said.push(await outputsOf(loadRecording(names[index % names.length] ?? "", recordings), script));
  }
  const rounds: Round[] = [];
  const byRule: number[][] = rules.map(() => []);
  for (let round = 0; round <= (isQuick ? 5 : 25); round += 1) {
    signal.throwIfAborted();
    // A signal is only heard between two turns of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    const { readings, times } = evaluate(said);
    rounds.push(times);
    if (round > 0) rules.forEach((rule, index) => void byRule[index]?.push(timeOfRule(rule, readings)));
  }
  const bytes = said.flat().reduce((sum, { text }) => sum + text.length, 0) / said.length;
  return partOf(rounds, byRule.map(medianOf), bytes);
}

async function outputsOf(recording: Recording, script: string): Promise<Said> {
  const outputs: Said = [];
  for (const lane of lanes) {
    const nonce = randomBytes(16).toString("hex");
    const parts: string[] = [];
    for await (const part of runScript(recording, script, { nonce, lane }, () => 0)) parts.push(part);
    outputs.push({ text: Buffer.from(parts.join("")), nonce });
  }
  return outputs;
}

function evaluate(said: readonly Said[]): { readings: Readings[]; times: Round } {
  const times: Round = { split: [], parse: [], judge: [] };
  const timed = <Result>(step: Step, work: () => Result): Result => {
    const began = performance.now();
    const result = work();
    times[step].push(performance.now() - began);
    return result;
  };
  const readings = said.map((outputs) => {
    const split = timed("split", () => outputs.map(({ text, nonce }) => splitOutput(text, nonce)));
    return timed("parse", () => readingsOf(probes, split).readings);
  });
  for (const [index, each] of readings.entries()) {
    const { results } = timed("judge", () => judgeHost(each, knownHost(index, each), now));
    if (results.length !== judgedRules.length) throw new Error("a judgement lacks rules");
  }
  return { readings, times };
}

const judgedRules = rules.filter((rule) => !["fleet", "graph", "installation"].some((name) => rule.needs.some((need) => need === name)));

/** A host of which everything is known that a server knows: nobody declared anything, and it was the same before. */
function knownHost(index: number, readings: Readings): JudgedHost {
  const ok = <T>(value: T) => ({ status: "ok" as const, value });
  const earlier = { seenUntil: now, readings };
  const others = { total: 0, unreachable: 0 };
  const reached = {
    state: "reachable" as const,
    code: null,
    sentence: null,
    failures: 0,
    lastSeenAt: now,
    others,
    intervalSeconds: 3600,
    readAt: {},
  };
  const context = { declared: ok([]), before: ok({ baseline: earlier, beforeBoot: earlier }), peers: ok([]), contact: ok(reached) };
  return { hostId: String(index), context };
}

/** Milliseconds of one rule over all hosts. */
function timeOfRule(rule: (typeof rules)[number], readings: readonly Readings[]): number {
  const began = performance.now();
  for (const [index, each] of readings.entries()) evaluateRules(each, knownHost(index, each), now, [rule]);
  return performance.now() - began;
}

/** The first round runs code that was never run before: it is told apart. */
function partOf([first, ...rounds]: readonly Round[], byRule: readonly number[], bytesPerHost: number): Part {
  const results = Object.entries(steps).map(([key, name]) => {
    const step = key as Step;
    const total = spreadOf(rounds.map((round) => sum(round[step])));
    const perHost = spreadOf(rounds.flatMap((round) => round[step]));
    const limit = limits[step];
    const target: Target | null = limit === undefined ? null : { name: `${name}, one host, ms`, limit, value: perHost.median };
    return { key, name, total, perHost, target, firstTotal: sum(first?.[step] ?? []) };
  });
  const slowest = rules
    .map(({ id }, index) => ({ rule: id, total: byRule[index] ?? Number.NaN }))
    .sort((left, right) => right.total - left.total)
    .slice(0, slowestShown);
  const main: Table = {
    title: `Evaluation of ${hostCount} hosts, ${rounds.length} rounds`,
    notes: [
      `Recorded hosts, ${(bytesPerHost / 1024).toFixed(0)} KiB of output each, ${probes.length} probes, ${rules.length} rules, one thread.`,
    ],
    head: ["", `${hostCount} hosts, median`, "p95", "first round", "one host, median", "p95", "target"],
    rows: results.map(({ name, total, firstTotal, perHost, target }) => [
      name,
      ...[total.median, total.p95, firstTotal, perHost.median, perHost.p95].map(ms),
      target === null ? "" : verdict(target),
    ]),
  };
  const rows = slowest.map(({ rule, total }) => [rule, ms(total)]);
  const ruleTable: Table = { title: "The slowest rules", notes: [], head: ["", `${hostCount} hosts, median`], rows };
  const evaluation = Object.fromEntries(results.map(({ key, name: _, target: __, ...result }) => [key, result]));
  return {
    tables: [main, ruleTable],
    targets: results.flatMap(({ target }) => target ?? []),
    data: { evaluation: { hosts: hostCount, bytesPerHost, ...evaluation, slowest } },
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
