import { configured, link, networkConfig } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { macNotFixed as rule } from "./mac-not-fixed.ts";

const mac = "d8:43:ae:2f:d2:6e";
const bridge = (over = {}) => networkConfig([configured("vmbr0", { kind: "bridge", ports: ["enp1s0"], dhcp: true, ...over })]);
const links = [link("vmbr0", { kind: "bridge", mac }), link("enp1s0", { master: "vmbr0", mac })];

describeRule(
  rule,
  { networkConfig: bridge(), links },
  {
    fails: {
      "a bridge with DHCP and no hwaddress": [
        {},
        {
          severity: "low",
          subject: "vmbr0",
          observed: `/etc/network/interfaces gives vmbr0 DHCP and no hwaddress; its MAC is ${mac}, that of enp1s0`,
        },
      ],
    },
    passes: {
      hwaddress: { networkConfig: bridge({ mac }) },
      "a static address": { networkConfig: bridge({ dhcp: false, addresses: ["10.0.0.2/24"] }) },
      "NetworkManager keeps an address of its own": { networkConfig: bridge({ manager: "networkmanager" }) },
      "a card with DHCP": { networkConfig: networkConfig([configured("eno1", { dhcp: true })]) },
      "the bridge does not exist yet": { links: [link("enp1s0", { mac })] },
    },
  },
);
