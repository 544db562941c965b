import { expect, test } from "vitest";
import { demoRecordings } from "#collectors/simulator/fleet.ts";
import { recordingNames } from "#collectors/simulator/recording.ts";
import { evaluateRules } from "#lib/engine/evaluate.ts";
import { fleetRules } from "#lib/engine/judge-fleet.ts";
import type { Finding } from "#lib/engine/judgement.ts";
import { buildPart } from "#lib/graph/build-part.ts";
import type { HostPart } from "#lib/graph/part.ts";
import { unite } from "#lib/graph/unite.ts";
import { bandOf } from "#lib/rules/severity.ts";
import { excused } from "./excused.ts";
import { findingFor, judgeRecording } from "./judge-recording.ts";

const hosts = await Promise.all(
  demoRecordings.map(async ([name, recording]) => {
    const judged = await judgeRecording(recording);
    return { ...judged, name, recording, part: buildPart(judged.readings, judged.judgement) };
  }),
);
const ok = <T>(value: T) => ({ status: "ok" as const, value });

/** What the rules about the fleet say of hosts that are visited together, with nothing declared. */
function judgeTogether(together: readonly { name: string; part: HostPart }[]): Finding[] {
  const members = together.map(({ name, part }) => ({ name, address: part.addresses[0]?.address ?? "", part }));
  const context = { graph: ok(unite(members)), declared: ok([]) };
  return evaluateRules({}, { hostId: "fleet", context }, new Date("2026-05-01T00:00:00Z"), fleetRules).flatMap((result) => result.findings);
}

const findings = judgeTogether(hosts);
const isLoud = ({ severity }: Finding) => bandOf(severity) > bandOf("low");
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
  const about = findings
    .filter(isLoud)
    .filter(({ subject, observed }) => sound.some((name) => `${subject} ${observed}`.split(/[\s,;:]+/).includes(name)));
  expect(about.map(({ rule, subject, observed }) => ({ rule, subject, observed }))).toEqual([]);
});

test("each sound recording alone has nothing above low", async () => {
  const all = await Promise.all(recordingNames().map(judgeRecording));
  const loud = all
    .filter(({ sound }) => sound)
    .flatMap(({ name, readings, judgement }) => judgeTogether([{ name, part: buildPart(readings, judgement) }]).filter(isLoud));
  expect(loud.map(({ rule, title }) => `${rule}: ${title}`)).toEqual([]);
}, 60_000);
