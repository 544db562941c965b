import { vm } from "#lib/rules/testing/guest-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite } from "#lib/rules/testing/testing.ts";
import { noRestartAfterCrash as rule } from "./no-restart-after-crash.ts";

const kernelEvents = {
  events: [
    {
      kind: "oom-kill" as const,
      subject: "/qemu.slice/102.scope",
      count: 1,
      firstAt: null,
      lastAt: null,
      at: cite("journalctl -k", "oom-kill:"),
    },
  ],
  since: null,
};
const maas = vm("102", "maas");

describeRule(
  rule,
  { guests: [maas], kernelEvents },
  {
    fails: {
      "a server of addresses that was killed": [
        {},
        {
          severity: "medium",
          confidence: "suspected",
          subject: "maas (VM 102)",
          title: "maas (VM 102) (DHCP) is not under HA: when its process dies, nothing restarts it",
        },
      ],
    },
    passes: {
      "under HA": { guests: [{ ...maas, haState: "started" }] },
      "an ordinary guest": { guests: [vm("102", "app")] },
      "no guest was killed": { kernelEvents: { events: [], since: null } },
    },
  },
);
