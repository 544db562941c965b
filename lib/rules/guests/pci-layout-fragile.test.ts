import { vm } from "#lib/rules/testing/guest-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, guest } from "#lib/rules/testing/testing.ts";
import { pciLayoutFragile as rule } from "./pci-layout-fragile.ts";

const at = cite("virsh -r dumpxml --inactive v1001", "<address type='pci' slot='0x02'/>");
const layout = (address: string | null, video = "cirrus") => ({
  video,
  screens: [],
  consoles: [],
  pci: [
    { device: "interface 6a:ed:d6:3b:49:f4", address, at },
    { device: "video", address: "0000:00:02.0", at },
  ],
});

describeRule(
  rule,
  {
    guests: [
      guest("v1001", { machine: "pc-i440fx-rhel7.6.0", devices: layout("0000:00:03.0"), nextDevices: layout("0000:00:02.0", "none") }),
    ],
  },
  {
    fails: {
      "a card that is about to move": [
        {},
        {
          severity: "medium",
          confidence: "confirmed",
          subject: "v1001",
          observed: "interface 6a:ed:d6:3b:49:f4: 0000:00:03.0 now, 0000:00:02.0 at the next start; machine pc-i440fx-rhel7.6.0",
        },
      ],
      "the catalogue's example: an interface without address": [
        { guests: [guest("v1001", { running: false, devices: layout(null) })] },
        { severity: "medium", confidence: "inferred", observed: "interface 6a:ed:d6:3b:49:f4 without an address" },
      ],
    },
    passes: {
      "a fixed address": { guests: [guest("v1002", { devices: layout("0000:00:03.0") })] },
      "another change that leaves the card where it is": {
        guests: [guest("v1002", { devices: layout("0000:00:03.0"), nextDevices: layout("0000:00:03.0", "none") })],
      },
      "Proxmox, which has a fixed slot for each card": { guests: [vm("100", "a", { devices: layout(null) })] },
      "a template": { guests: [guest("t", { template: true, devices: layout(null) })] },
    },
  },
);
