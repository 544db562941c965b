import { configured, link, networkConfig, pin } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { identity } from "#lib/rules/testing/testing.ts";
import { legacyEthxWithManyNics as rule } from "./legacy-ethx-with-many-nics.ts";

const macs = ["00:1b:21:00:00:01", "00:1b:21:00:00:02"] as const;
const cards = macs.map((mac, index) => link(`eth${index}`, { mac }));
const interfaces = [configured("eth0", { dhcp: true }), configured("vmbr0", { kind: "bridge", ports: ["eth1"] })];

describeRule(
  rule,
  { networkConfig: { ...networkConfig(interfaces), kernelNames: true }, links: cards },
  {
    fails: {
      "eth0 and eth1 with net.ifnames=0": [
        {},
        {
          severity: "medium",
          subject: "eth0 and eth1",
          observed: "eth0 and eth1 are tied to no MAC address; net.ifnames=0 on the kernel's command line; vmbr0 and eth0 build on them",
        },
      ],
      "a rules file for other cards": [{ networkConfig: networkConfig(interfaces, [pin("eth0", "00:00:00:00:00:09")]) }, "medium"],
      "a virtual machine": [{ identity: identity({ virtualization: "kvm" }) }, "low"],
    },
    passes: {
      "one card": { links: cards.slice(0, 1) },
      "a rules file with both addresses": {
        networkConfig: networkConfig(
          interfaces,
          macs.map((mac, index) => pin(`eth${index}`, mac, { by: "udev" })),
        ),
      },
      "netplan with a match on each address": {
        networkConfig: networkConfig(
          macs.map((mac, index) => configured(`eth${index}`, { manager: "netplan", matchMac: mac, setName: `eth${index}`, dhcp: true })),
        ),
      },
      "one of the two is pinned: the other has no rival": { networkConfig: networkConfig(interfaces, [pin("eth0", macs[0])]) },
      "names by place": { links: [link("eno1"), link("eno2")] },
      "nothing is built on them": { networkConfig: networkConfig([configured("eno1", { dhcp: true })]) },
    },
    notApplicable: { "a container": { identity: identity({ virtualization: "lxc" }) } },
  },
);
