import { earlier } from "#lib/rules/testing/context-testing.ts";
import { vm } from "#lib/rules/testing/guest-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, nic } from "#lib/rules/testing/testing.ts";
import { runningButSilentNic as rule } from "./running-but-silent-nic.ts";

const traffic = (device: string, receivedPackets: number) => ({
  device,
  receivedPackets,
  at: cite("find", `${device}:${receivedPackets}`),
});
const card = nic({ mac: "bc:24:11:00:00:01", device: "tap100i0" });
const app = vm("100", "app", { nics: [card] });
const before = (guest: typeof app, packets: number, minutes = 60) => ({
  baseline: earlier({ guests: [guest], guestTraffic: [traffic("tap100i0", packets)] }, minutes),
  beforeBoot: null,
});
const second = nic({ slot: "net1", mac: "bc:24:11:00:00:02", device: "tap100i1" });

describeRule(
  rule,
  { guests: [app], guestTraffic: [traffic("tap100i0", 0)], before: before(app, 0) as never },
  {
    fails: {
      "the catalogue's example: 0 since its start": [
        {},
        {
          severity: "medium",
          confidence: "inferred",
          subject: "app (VM 100)",
          title: "app (VM 100) runs and has sent nothing through net0",
        },
      ],
      "high where others need it": [{ guests: [{ ...app, name: "ns1" }] }, "high"],
      "beside a card that talks it is a hint": [
        { guests: [{ ...app, nics: [card, second] }], guestTraffic: [traffic("tap100i0", 0), traffic("tap100i1", 900)] },
        "low",
      ],
    },
    passes: {
      "the catalogue's sound card: growing": { guestTraffic: [traffic("tap100i0", 812)] },
      "started anew since it last talked": { before: before(app, 900) as never },
      "unplugged on purpose": { guests: [{ ...app, nics: [{ ...card, linkDown: true }] }] },
      paused: { guests: [{ ...app, state: "paused" }] },
      "not running": { guests: [{ ...app, running: false }] },
      "not running at the earlier visit": { before: before({ ...app, running: false }, 0) as never },
      "a card of the host, which has no device here": { guests: [{ ...app, nics: [{ ...card, device: null }] }] },
    },
    unknown: {
      "no earlier counters": { before: { baseline: earlier({ guests: [app] }), beforeBoot: null } as never },
      "an earlier visit of a moment ago": { before: before(app, 0, 2) as never },
    },
  },
);
