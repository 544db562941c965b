import { bmcNetwork } from "#lib/rules/testing/boot-testing.ts";
import { declared } from "#lib/rules/testing/context-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { guest, names, nic } from "#lib/rules/testing/testing.ts";
import { outOfBandSharesFate } from "./out-of-band-shares-fate.ts";

const console = (over: object = {}) =>
  declared({
    kind: "out-of-band",
    by: "bmc",
    address: "10.50.99.11",
    account: null,
    sharesNetworkWithHost: null,
    lastTestedOn: null,
    ...over,
  });
const router = guest("vyos", { nics: [nic({ addresses: ["10.50.1.1"] })] });

describeRule(
  outOfBandSharesFate,
  { declared: [console({ sharesNetworkWithHost: true })] },
  {
    fails: {
      "declared to share the network": [{}, { severity: "medium", subject: "10.50.99.11" }],
      "the gateway of the controller is a guest": [
        { declared: [], bmcNetwork: bmcNetwork("10.50.1.210", { gateway: "10.50.1.1" }), guests: [router] },
        {
          severity: "medium",
          confidence: "inferred",
          title: "The gateway of the management controller is vyos, a guest of this very host",
        },
      ],
      "known by name only": [
        { declared: [console({ address: "https://bmc-01.example.org/" })], names: names("kvm-01") },
        { severity: "low", title: "The console is known by name only: without DNS nobody finds bmc-01.example.org" },
      ],
    },
    passes: {
      "a dedicated port": { declared: [console({ sharesNetworkWithHost: false })] },
      "a router that is no guest": { declared: [], bmcNetwork: bmcNetwork("10.50.1.210", { gateway: "10.50.1.254" }), guests: [router] },
      "a name that the hosts file has": {
        declared: [console({ address: "bmc-01.example.org" })],
        names: names("kvm-01", "10.50.99.11 bmc-01.example.org"),
      },
      "another console stands alone": {
        declared: [console({ sharesNetworkWithHost: true }), console({ id: "2", by: "on-site-person", address: "Anna" })],
      },
    },
    notApplicable: { "no console is known": { declared: [] } },
  },
);
