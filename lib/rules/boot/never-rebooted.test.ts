import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { identity } from "#lib/rules/testing/testing.ts";
import { neverRebooted } from "./never-rebooted.ts";

const up = (days: number) => identity({ clock: "2026-04-30T12:00:00Z", uptimeSeconds: days * 86_400 });

describeRule(
  neverRebooted,
  { identity: up(541) },
  {
    fails: {
      "a year and a half, in months": [
        {},
        {
          severity: "medium",
          subject: "kvm-01",
          title: "kvm-01 was not rebooted for over 18 months: nobody knows whether it still boots",
          observed: "uptime over 18 months, booted 2024-11-05",
          fingerprint: "boot/never-rebooted|host:kvm-01|uptime",
        },
      ],
      "over half a year is low": [{ identity: up(200) }, "low"],
    },
    passes: { "rebooted this winter": { identity: up(100) } },
    notApplicable: { "a container": { identity: identity({ virtualization: "lxc" }) } },
    unknown: { "no clock": { identity: identity({ clock: null }) } },
  },
);
