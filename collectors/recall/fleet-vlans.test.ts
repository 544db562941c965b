import { expect, test } from "vitest";
import { demoRecordings } from "#collectors/simulator/fleet.ts";
import { recordingNames } from "#collectors/simulator/recording.ts";
import { buildPart } from "#lib/graph/build-part.ts";
import { viewOf } from "#lib/graph/vlans/view.ts";
import { vlansOf } from "#lib/graph/vlans/vlans.ts";
import { matrixOf } from "#lib/graph/vlans/vlans-testing.ts";
import { judgeRecording } from "./judge-recording.ts";

const now = new Date("2026-05-01T00:00:00Z");
const hosts = await Promise.all(demoRecordings.map(async ([name, recording]) => ({ name, ...(await memberOf(recording)) })));
const kvm = hosts.filter(({ name }) => name.startsWith("kvm-"));

async function memberOf(recording: string) {
  const { readings, judgement, sound } = await judgeRecording(recording);
  const part = buildPart(readings);
  return { address: part.addresses[0]?.address ?? "", part, findings: judgement.findings, sound };
}

test("the pair of the source incident: PVID 100 on one, 1 on the other, whose guests are in 100", () => {
  expect(vlansOf(hosts, [], now).disagreements.map(({ severity, title, hosts: on }) => [severity, on[0], title])).toEqual([
    ["high", "kvm-02", "On br-mgmt the host is in VLAN 1, its 5 guests in VLAN 100"],
    ["medium", "kvm-02", "br-mgmt has PVID 100 on kvm-01, PVID 1 on kvm-02"],
  ]);
  const rows = matrixOf(kvm, [], { text: "100" });
  expect(rows).toEqual([expect.stringMatching(/^100: kvm-01\/br-mgmt pvid, host, vyos-01, .*; kvm-02\/br-mgmt tagged, vyos-02, /)]);
});

test("VLANs 10 to 120 of the router are carried, and its other bridge passes everything", () => {
  const rows = matrixOf(kvm, [], { text: "kvm-02" });
  for (const vid of [10, 20, 30, 40, 110, 120]) expect(rows).toContain(`${vid}: kvm-02/br-mgmt tagged, vyos-02 (tags)`);
  expect(rows[0]).toBe("untagged: kvm-02/br-mgmt none, 9800-WLC-02 (off); kvm-02/br-wan all, host, vyos-02");
});

test("every host of the demo fleet has a column, also those without guests", () => {
  expect(new Set(viewOf(vlansOf(hosts, [], now), {}).columns.map(({ host }) => host))).toEqual(new Set(hosts.map(({ name }) => name)));
});

test("one host alone is told what its own rules find, and a sound one nothing", { timeout: 60_000 }, async () => {
  const rules = ["bridge/pvid-mismatch-host-guests", "bridge/vlan-missing-on-uplink"];
  for (const recording of recordingNames()) {
    const { findings, sound, ...member } = await memberOf(recording);
    const found = vlansOf([{ name: recording, ...member }], [], now).disagreements;
    expect(
      found.flatMap(({ rule }) => rule ?? []).filter((rule) => rules.includes(rule)),
      recording,
    ).toEqual(findings.flatMap(({ rule }) => (rules.includes(rule) ? [rule] : [])));
    if (sound) expect(found, recording).toEqual([]);
  }
});
