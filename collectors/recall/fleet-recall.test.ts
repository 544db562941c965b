import { expect, test } from "vitest";
import { demoRecordings } from "#collectors/simulator/fleet.ts";
import { evaluateRules } from "#lib/engine/evaluate.ts";
import { fleetRules } from "#lib/engine/judge-fleet.ts";
import { buildPart } from "#lib/graph/build-part.ts";
import { unite } from "#lib/graph/unite.ts";
import { bandOf } from "#lib/rules/severity.ts";
import { excused } from "./excused.ts";
import { findingFor, judgeRecording } from "./judge-recording.ts";

const hosts = await Promise.all(
  demoRecordings.map(async ([name, recording]) => {
    const judged = await judgeRecording(recording);
    return { ...judged, name, recording, part: buildPart(judged.readings) };
  }),
);
const members = hosts.map(({ name, part }) => ({ name, address: part.addresses[0]?.address ?? "", part }));
const ok = <T>(value: T) => ({ status: "ok" as const, value });
const context = { graph: ok(unite(members)), declared: ok([]) };
const results = evaluateRules({}, { hostId: "fleet", context }, new Date("2026-05-01T00:00:00Z"), fleetRules);
const findings = results.flatMap((result) => result.findings);

const cascades = hosts.flatMap(({ recording, faults }) =>
  faults.filter(({ rule }) => rule.startsWith("cascade/")).map((fault) => ({ recording, fault })),
);
const elsewhere = hosts.flatMap(({ judgement }) => judgement.findings);

test.each(cascades)("$recording, in its fleet, shows: $fault.what", ({ fault }) => {
  expect(findingFor(fault, [...findings, ...elsewhere])?.rule).toBeDefined();
});

test("what single recordings leave to the fleet is found there, by the rule itself", () => {
  const left = cascades.filter(({ recording, fault }) => excused[`${recording} ${fault.rule}`] !== undefined);
  expect(left.map(({ fault }) => fault.rule).toSorted()).toEqual(["cascade/dns-mount-cycle", "cascade/quorum-lost-if-node-reboots"]);
  expect(left.map(({ fault }) => findingFor(fault, findings)?.rule)).toEqual(left.map(({ fault }) => fault.rule));
});

test("nothing above low is said of the sound hosts among them", () => {
  const sound = hosts.filter((host) => host.sound).flatMap(({ name, part }) => [name, ...part.guests.map((guest) => guest.name)]);
  const above = findings.filter(({ severity }) => bandOf(severity) > bandOf("low"));
  const about = above.filter(({ subject, observed }) => sound.some((name) => `${subject} ${observed}`.split(/[\s,;:]+/).includes(name)));
  expect(about.map(({ rule, subject, observed }) => ({ rule, subject, observed }))).toEqual([]);
});
