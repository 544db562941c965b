import { container, vm } from "#lib/rules/testing/guest-testing.ts";
import { resolver } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { guest, nic } from "#lib/rules/testing/testing.ts";
import { startupOrderMissing as rule } from "./startup-order-missing.ts";

const order = (order: number, upSeconds: number | null = 60) => ({ startup: { order, upSeconds, downSeconds: null } });
const dns = container("115", "ns1", { nics: [nic({ addresses: ["10.0.0.53"] })] });
const web = vm("101", "web");
const base = { guests: [web, dns], resolver: resolver("10.0.0.53") };

describeRule(rule, base, {
  fails: {
    "the catalogue's example: dns 115 and web 101, both unordered": [
      {},
      {
        severity: "medium",
        confidence: "inferred",
        subject: "ns1 (CT 115)",
        title: "web (VM 101) starts before ns1 (CT 115) (DNS)",
        observed: "ns1 (CT 115): no order and web (VM 101): no order",
      },
    ],
    "a higher order than what needs it": [
      {
        guests: [
          { ...web, ...order(1) },
          { ...dns, ...order(2) },
        ],
      },
      { observed: "ns1 (CT 115): order 2, up 60 s and web (VM 101): order 1, up 60 s" },
    ],
    "only its name sounds like it: low": [{ resolver: undefined }, { severity: "low", confidence: "suspected" }],
  },
  passes: {
    "the catalogue's sound order": { guests: [web, { ...dns, ...order(1) }] },
    "the same order and the lower number": {
      guests: [
        { ...web, id: "120", ...order(1) },
        { ...dns, ...order(1) },
      ],
    },
    "no guest that others need": { guests: [web, vm("102", "shop")], resolver: undefined },
    "only guests that others need": { guests: [vm("100", "router"), dns] },
    "a backup server may come last": { guests: [web, vm("150", "pbs")], resolver: undefined },
  },
  notApplicable: {
    "one guest": { guests: [dns] },
    "all under HA": {
      guests: [
        { ...web, haState: "started" },
        { ...dns, haState: "started" },
      ],
    },
    "libvirt knows no order": { guests: [guest("a"), guest("ns1")] },
    "not started with the host": { guests: [{ ...web, onboot: false }, dns] },
  },
});
