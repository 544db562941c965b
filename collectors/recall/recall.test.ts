import { describe, expect, test } from "vitest";
import { recordingNames } from "#collectors/simulator/recording.ts";
import type { Finding } from "#lib/engine/judgement.ts";
import { rules } from "#lib/rules/index.ts";
import { bandOf } from "#lib/rules/severity.ts";
import { excused } from "./excused.ts";
import { falseStatements } from "./false-statements.ts";
import { findingFor, judgeRecording, wordsOf } from "./judge-recording.ts";

/** The floor under which recall may not fall: faults found on all recorded hosts together. */
const floor = 37;

const hosts = await Promise.all(recordingNames().map(judgeRecording));

test("as many faults are found as ever", () => {
  const found = hosts.flatMap(({ faults, judgement }) => faults.filter((fault) => findingFor(fault, judgement.findings)));
  expect(found.length).toBeGreaterThanOrEqual(floor);
});

test("every excuse is for a fault that is there", () => {
  const there = hosts.flatMap(({ name, faults }) => faults.map(({ rule }) => `${name} ${rule}`));
  expect(Object.keys(excused).filter((key) => !there.includes(key))).toEqual([]);
});

describe.each(hosts)("$name", ({ name, sound, faults, mustNot, readings, judgement }) => {
  test("is read without a gap", () => {
    expect(Object.entries(readings).filter(([, reading]) => reading.status === "failed")).toEqual([]);
    const undecided = judgement.results.filter(({ verdict }) => verdict === "unknown");
    expect(undecided.map(({ rule, because }) => ({ rule, because }))).toEqual([]);
  });

  test.each(faults.filter(({ rule }) => excused[`${name} ${rule}`] === undefined))("shows: $what", (fault) => {
    expect(findingFor(fault, judgement.findings)?.rule).toBeDefined();
  });

  test.each(faults.filter(({ rule }) => excused[`${name} ${rule}`] !== undefined))("does not show yet: $what", (fault) => {
    expect(findingFor(fault, judgement.findings)).toBeUndefined();
  });

  test.runIf(sound)("is sound: nothing above low", () => {
    const above = judgement.findings.filter(({ severity }) => bandOf(severity) > bandOf("low"));
    expect(above.map(({ rule, severity, subject }) => ({ rule, severity, subject }))).toEqual([]);
  });

  test("has each of its false statements in the table", () => {
    expect(Object.keys(falseStatements[name] ?? {}).sort()).toEqual([...mustNot].sort());
  });

  test.each(Object.entries(falseStatements[name] ?? {}))("does not say: %s", (_, sayings) => {
    for (const [rule, word] of sayings) {
      expect(rules.map(({ id }) => id)).toContain(rule);
      const told = judgement.findings.filter((finding) => finding.rule === rule && saysWord(finding, word));
      expect(told.map(({ observed }) => observed)).toEqual([]);
    }
  });
});

function saysWord(finding: Finding, word = ""): boolean {
  return wordsOf(finding).includes(word.toLowerCase());
}
