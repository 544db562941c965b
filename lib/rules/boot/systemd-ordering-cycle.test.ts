import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite } from "#lib/rules/testing/testing.ts";
import { systemdOrderingCycle } from "./systemd-ordering-cycle.ts";

const events = (...messages: string[]) => ({
  since: null,
  events: messages.map((message) => ({
    program: "systemd",
    message,
    count: 1,
    firstAt: null,
    lastAt: null,
    at: cite("journalctl -b -p err", message),
  })),
});
const cycle = (unit: string) =>
  `ceph-mon@still-fawn.service: Job ${unit}/start deleted to break ordering cycle starting with local-fs.target/start`;

describeRule(
  systemdOrderingCycle,
  { systemEvents: events(cycle("pve-cluster.service")) },
  {
    fails: {
      "the catalogue's victim": [
        {},
        {
          severity: "critical",
          subject: "pve-cluster.service",
          title: "pve-cluster.service was left out of this boot to break an ordering cycle",
          fingerprint: "boot/systemd-ordering-cycle|host:kvm-01|cycle",
        },
      ],
      "a local mount": [{ systemEvents: events(cycle("srv-images.mount")) }, "critical"],
      "an ordinary unit": [{ systemEvents: events(cycle("backup.service")) }, "high"],
      "the words of an old systemd": [
        { systemEvents: events("Breaking ordering cycle by deleting job smartd.service/start") },
        { severity: "high", subject: "smartd.service" },
      ],
    },
    passes: {
      none: { systemEvents: events() },
      "another program quotes the words": {
        systemEvents: { ...events(), events: events(cycle("a.service")).events.map((event) => ({ ...event, program: "logcheck" })) },
      },
      "another complaint of systemd": { systemEvents: events("Failed to start corosync.service") },
    },
  },
);
