import { describe, expect, test } from "vitest";
import { recordingNames } from "#collectors/simulator/recording.ts";
import type { Finding } from "#lib/engine/judgement.ts";
import type { FactName } from "#lib/facts/index.ts";
import { rules } from "#lib/rules/index.ts";
import { bandOf } from "#lib/rules/severity.ts";
import { excused, undecided, unread } from "./excused.ts";
import { falseStatements } from "./false-statements.ts";
import { findingFor, judgeRecording, wordsOf } from "./judge-recording.ts";

/** The floor under which recall may not fall: faults found on all recorded hosts together. */
const floor = 148;

const hosts = await Promise.all(recordingNames().map(judgeRecording));

test("as many faults are found as ever", () => {
  const found = hosts.flatMap(({ faults, judgement }) => faults.filter((fault) => findingFor(fault, judgement.findings)));
  expect(found.length).toBeGreaterThanOrEqual(floor);
});

test("every excuse is for something that is there", () => {
  const faults = hosts.flatMap((host) => host.faults.map(({ rule }) => `${host.name} ${rule}`));
  expect(Object.keys(excused).filter((key) => !faults.includes(key))).toEqual([]);
  const gaps = hosts.flatMap(({ name, readings }) => Object.entries(readings).map(([fact, { status }]) => `${name} ${fact} ${status}`));
  expect(Object.keys(unread).filter((key) => !gaps.includes(`${key} failed`))).toEqual([]);
  const unknown = hosts.flatMap(({ judgement }) => judgement.results.filter(({ verdict }) => verdict === "unknown"));
  expect(Object.keys(undecided).filter((id) => !unknown.some(({ rule }) => rule === id))).toEqual([]);
});

describe.each(hosts)("$name", ({ name, faults, mustNot, readings, judgement }) => {
  test("is read without a gap", () => {
    const failed = Object.keys(readings).filter((fact) => readings[fact as FactName]?.status === "failed");
    expect(failed.filter((fact) => unread[`${name} ${fact}`] === undefined)).toEqual([]);
    const unknown = judgement.results.filter(({ rule, verdict }) => verdict === "unknown" && undecided[rule] === undefined);
    expect(unknown.filter(({ because }) => !failed.some((fact) => because?.startsWith(`${fact} `))).map(({ rule }) => rule)).toEqual([]);
  });

  test.each(faults.filter(({ rule }) => excused[`${name} ${rule}`] === undefined))("shows: $what", (fault) => {
    expect(findingFor(fault, judgement.findings)?.rule).toBeDefined();
  });

  test.each(faults.filter(({ rule }) => excused[`${name} ${rule}`] !== undefined))("does not show yet: $what", (fault) => {
    expect(findingFor(fault, judgement.findings)).toBeUndefined();
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

const soundHosts = hosts.filter(({ sound }) => sound);

test("there are sound hosts to be quiet about", () => expect(soundHosts.length).toBeGreaterThan(5));

test.each(soundHosts)("$name is sound: nothing above low", ({ judgement }) => {
  const above = judgement.findings.filter(({ severity }) => bandOf(severity) > bandOf("low"));
  expect(above.map(({ rule, severity, subject }) => ({ rule, severity, subject }))).toEqual([]);
});
