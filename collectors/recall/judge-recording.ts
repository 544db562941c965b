import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { probes } from "#collectors/probes/index.ts";
import { readingsOf } from "#collectors/readings.ts";
import { composeScript, splitOutput } from "#collectors/script.ts";
import { clockOf } from "#collectors/simulator/answers/system.ts";
import type { Recording } from "#collectors/simulator/recording.ts";
import { loadRecording, recordingsFolder } from "#collectors/simulator/recording.ts";
import { runScript } from "#collectors/simulator/run-script.ts";
import { judgeHost } from "#lib/engine/evaluate.ts";
import type { Finding, Judgement } from "#lib/engine/judgement.ts";
import { peersAmong } from "#lib/engine/peers.ts";
import type { Readings } from "#lib/facts/index.ts";

const Fault = z.object({
  what: z.string(),
  subject: z.string(),
  keywords: z.array(z.string()),
  rule: z.string(),
  /** `partial`: it needs a second host, a history, or somebody's intent. */
  readable: z.string().default("yes"),
});
export type Fault = z.infer<typeof Fault>;

/** What is known of a recorded host: the faults to be found, and the statements that would be false. */
const Expectation = z.object({ faults: z.array(Fault).default([]), must_not: z.array(z.string()).default([]) });

/** A recorded host, read and judged as a host is that answers over SSH. */
export interface JudgedRecording {
  name: string;
  /** Without a fault, and full of things that look like one. */
  sound: boolean;
  faults: Fault[];
  mustNot: string[];
  readings: Readings;
  judgement: Judgement;
}

const nonce = "0123456789abcdef".repeat(2);
let script: string | undefined;

/** Plays the whole script on a recording and judges what comes of it at the recording's own time. Nobody has declared anything about it. */
export async function judgeRecording(name: string): Promise<JudgedRecording> {
  const recording = loadRecording(name);
  const file = JSON.parse(readFileSync(join(recordingsFolder, name, "expect.json"), "utf8"));
  const { faults, must_not: mustNot } = Expectation.parse(file);
  const readings = await readRecording(recording);
  const context = { declared: { status: "ok" as const, value: [] }, peers: peersAmong(readings, []) };
  const judgement = judgeHost(readings, { hostId: name, context }, new Date(clockOf(recording) * 1000));
  return { name, sound: faults.length === 0, faults, mustNot, readings, judgement };
}

/** Plays the whole script on a recording; nothing is judged. */
export async function readRecording(recording: Recording): Promise<Readings> {
  script ??= composeScript(probes);
  const parts: string[] = [];
  for await (const part of runScript(recording, script, { nonce, lane: "all" }, () => 0)) parts.push(part);
  return readingsOf(probes, [splitOutput(parts.join(""), nonce)]).readings;
}

/** All that a finding says, in lower case, for words to be looked for. */
export function wordsOf(finding: Finding): string {
  const { rule, subject, title, why, observed, expected, evidence } = finding;
  return [rule, subject, title, why, observed, expected, ...evidence.map(({ text }) => text)].join("\n").toLowerCase();
}

/** The finding that tells a fault: of its rule with one of its words, or of another that names its subject too. */
export function findingFor(fault: Fault, findings: readonly Finding[]): Finding | undefined {
  const hit = (finding: Finding) => fault.keywords.some((keyword) => wordsOf(finding).includes(keyword.toLowerCase()));
  const own = findings.find((finding) => finding.rule === fault.rule && hit(finding));
  return own ?? findings.find((finding) => hit(finding) && wordsOf(finding).includes(fault.subject.toLowerCase()));
}
