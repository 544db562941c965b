import { expect, test } from "vitest";
import { demoRecordings } from "#collectors/simulator/fleet.ts";
import { buildPart } from "#lib/graph/build-part.ts";
import { readinessRows } from "#lib/graph/readiness.ts";
import { unite } from "#lib/graph/unite.ts";
import type { Scenario } from "#lib/rules/rule.ts";
import { judgeRecording } from "./judge-recording.ts";

const order: readonly Scenario[] = [
  "reboot",
  "power-loss",
  "nas-loss",
  "dns-loss",
  "node-loss",
  "network-change",
  "hardware-fault",
  "guest-restart",
];

/** What each machine of the demo fleet would do, in the order above. */
const expected: Readonly<Record<string, readonly string[]>> = {
  // Its second DNS server answers nobody that we know of: then nobody names the NAS that its boot requires.
  "kvm-01": ["may stay down", "stays down", "no boot", "no boot", "1 DNS", "holds", "isolated", "holds"],
  // In the wrong VLAN it hears no DNS server, so that mounts by name keep its boot waiting; the repair of the VLAN cuts it off.
  "kvm-02": ["stays down", "stays down", "no boot", "no boot", "may cost DNS", "isolated", "stays down", "holds"],
  "k8s-cp-01": ["returns", "returns", "goes down", "unknown", "holds", "holds", "stays down", "n/a"],
  // The storage of its guests is one of them, and no guest waits for it.
  pve: ["7 guests off", "7 guests off", "7 guests hang", "unknown", "3 guests hang", "holds", "stays down", "holds"],
  pve2: ["no quorum", "3 guests off", "3 guests hang", "unknown", "no quorum", "holds", "stays down", "holds"],
  // It comes up, with its name at a loopback address: /etc/pve stays empty.
  r730: ["6 guests off", "6 guests off", "n/a", "unknown", "holds", "holds", "stays down", "holds"],
  // A guest of sea-kvm07: a reboot from inside moves no card, a stop and start does.
  vps: ["returns", "isolated", "n/a", "unknown", "unknown", "holds", "isolated", "isolated"],
  "sea-kvm07": ["1 guest offline", "1 guest offline", "n/a", "unknown", "holds", "holds", "1 guest offline", "1 guest offline"],
  garnet2: ["returns", "returns", "3 guests hang", "unknown", "holds", "holds", "holds", "holds"],
  tarpon: ["returns", "returns", "2 guests hang", "unknown", "holds", "holds", "holds", "holds"],
};

test("what each machine of the demo fleet would do if it happened now", async () => {
  const members = await Promise.all(
    demoRecordings.map(async ([name, recording]) => {
      const { readings, judgement } = await judgeRecording(recording);
      const part = buildPart(readings, judgement);
      return { name, address: part.addresses[0]?.address ?? "", part };
    }),
  );
  const rows = [...readinessRows(unite(members), members)];
  const said = rows.map(({ host, cells }) => [host, order.map((scenario) => cells.find((cell) => cell.scenario === scenario)?.words)]);
  expect(Object.fromEntries(said)).toEqual(expected);
}, 60_000);
