import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { guest, nic } from "#lib/rules/testing/testing.ts";
import { twoDefaultGateways as rule } from "./two-default-gateways.ts";

const proxy = (first: string[], second: string[], over = {}) =>
  guest("web", {
    id: "101",
    platform: "lxc",
    nics: [nic({ slot: "net0", bridge: "vmbr1", gateways: first }), nic({ slot: "net1", gateways: second, ...over })],
  });

describeRule(
  rule,
  { guests: [proxy(["10.0.0.1"], ["193.70.55.1"])] },
  {
    fails: {
      "each card has one": [
        {},
        { severity: "medium", subject: "web (CT 101)", observed: "net0 on vmbr1: gw 10.0.0.1 and net1 on vmbr0: gw 193.70.55.1" },
      ],
      "a guest that others wait for": [{ guests: [{ ...proxy(["10.0.0.1"], ["193.70.55.1"]), name: "dns-1" }] }, "high"],
      "of IPv6": [{ guests: [proxy(["fd00::1"], ["2001:db8::1"])] }, "medium"],
    },
    passes: {
      "one gateway": { guests: [proxy(["10.0.0.1"], [])] },
      "one of each family": { guests: [proxy(["10.0.0.1"], ["2001:db8::1"])] },
      "the second card is unplugged": { guests: [proxy(["10.0.0.1"], ["193.70.55.1"], { linkDown: true })] },
      "a template": { guests: [{ ...proxy(["10.0.0.1"], ["193.70.55.1"]), template: true }] },
    },
  },
);
