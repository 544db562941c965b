import { expect } from "vitest";
import { service } from "#lib/rules/testing/boot-testing.ts";
import { configuredTime, timeSource, timeSync } from "#lib/rules/testing/host-network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { identity } from "#lib/rules/testing/testing.ts";
import { notSynchronised as rule } from "./not-synchronised.ts";

const dead = "2001:db8:51:7::123";
const alone = timeSync({
  synchronised: false,
  offsetSeconds: null,
  sources: [timeSource(dead, "server", false)],
  configured: [configuredTime(`server ${dead}`)],
});
const inactive = service("systemd-timesyncd.service", { activeState: "inactive" });

describeRule(
  rule,
  { timeSync: alone, identity: identity() },
  {
    fails: {
      "chrony has no source that answers": [
        {},
        {
          severity: "medium",
          subject: "chrony",
          title: "The clock runs free: chrony is not synchronised",
          observed: `Leap status : Not synchronised; no source answers: Reach 0 for ${dead}`,
          remedy: { steps: [expect.stringContaining(`ping -c1 ${dead}`), expect.stringContaining("/etc/chrony/chrony.conf")] } as never,
        },
      ],
      "no time daemon at all": [
        { timeSync: timeSync({ daemon: null, synchronised: false, offsetSeconds: null, sources: null, configured: [] }) },
        { severity: "medium", title: "The clock runs free: no time daemon keeps it" },
      ],
      "a member of a Ceph cluster": [{ cephConfig: {} as never }, "high"],
      "more than 100 ms off": [
        { timeSync: timeSync({ offsetSeconds: -0.18 }) },
        { severity: "medium", observed: "more than 100 ms behind the sources" },
      ],
      "more than 500 ms off": [
        { timeSync: timeSync({ offsetSeconds: 2.4 }) },
        { severity: "high", observed: "more than 500 ms ahead of the sources" },
      ],
      "two daemons at once": [
        { timeSync: timeSync(), services: [service("chronyd.service"), service("systemd-timesyncd.service")] },
        { severity: "medium", subject: "chrony.service and systemd-timesyncd.service" },
      ],
      "the hardware clock in local time": [{ timeSync: timeSync({ localRtc: true }) }, "low"],
    },
    passes: {
      "leap status Normal": { timeSync: timeSync() },
      "timesyncd is off because chrony runs": {
        timeSync: timeSync(),
        services: [service("chrony.service"), service("chronyd.service"), inactive],
      },
      "a guest whose source is the clock of its host": {
        timeSync: timeSync({ sources: [timeSource("PHC0", "refclock")], configured: [] }),
      },
    },
    notApplicable: { "a container": { identity: identity({ virtualization: "lxc" }) } },
    unknown: {
      "booted five minutes ago": { identity: identity({ uptimeSeconds: 300 }) },
      "nobody tells": { timeSync: timeSync({ synchronised: null }) },
    },
  },
);
