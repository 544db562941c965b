import { bmcNetwork } from "#lib/rules/testing/boot-testing.ts";
import { declared } from "#lib/rules/testing/context-testing.ts";
import { pciDevice } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { identity } from "#lib/rules/testing/testing.ts";
import { noOutOfBandConsole } from "./no-out-of-band-console.ts";

const outOfBand = (by: "bmc" | "serial" | "on-site-person") => [
  declared({ kind: "out-of-band", by, address: "10.50.99.11", account: null, sharesNetworkWithHost: false, lastTestedOn: "2026-03-01" }),
];
const display = (deviceId: string) => [{ ...pciDevice("0000:00:02.0", "0300", "VGA compatible controller"), deviceId }];

describeRule(
  noOutOfBandConsole,
  { identity: identity(), declared: [], bmcNetwork: bmcNetwork(null) },
  {
    fails: {
      "the catalogue's 0.0.0.0": [
        {},
        {
          severity: "high",
          confidence: "confirmed",
          title: "The management controller of kvm-01 has no address: its console cannot be reached",
          observed: "IP Address              : 0.0.0.0",
          fingerprint: "access/no-out-of-band-console|host:kvm-01|console",
        },
      ],
      "the firmware lists no controller": [{ bmcNetwork: bmcNetwork(null, { controller: "none" }) }, "high"],
      "only the PCI devices speak, so it is guessed": [
        { bmcNetwork: undefined, pciDevices: display("8086:3e92") },
        { severity: "medium", confidence: "inferred" },
      ],
    },
    passes: {
      "a controller with an address": { bmcNetwork: bmcNetwork("10.50.99.11") },
      "a declared console": { declared: outOfBand("serial") },
      "a person nearby": { declared: outOfBand("on-site-person") },
    },
    notApplicable: {
      "a guest, by its devices": { identity: identity({ virtualization: null }), bmcNetwork: undefined, pciDevices: display("1b36:0100") },
      "a nested host: its console is its parent's": { identity: identity({ virtualization: "kvm" }) },
    },
    unknown: {
      "a controller whose address was not read": { bmcNetwork: undefined, pciDevices: display("1a03:2000") },
      "no display adapter at all": { bmcNetwork: undefined, pciDevices: [pciDevice("0000:01:00.0", "0200", "Ethernet controller")] },
      "Intel AMT": {
        bmcNetwork: undefined,
        pciDevices: [
          ...display("8086:3e92"),
          pciDevice("0000:00:16.3", "0700", "Intel Corporation Cannon Lake PCH Active Management Technology - SOL"),
        ],
      },
      "nothing was read": { bmcNetwork: undefined },
    },
  },
);
