import { expect, test } from "vitest";
import { iommu, passedThrough, pciDevice, vm } from "#lib/rules/testing/guest-testing.ts";
import { describeRule, judge } from "#lib/rules/testing/rule-cases.ts";
import { passthroughSharesIommuGroup as rule } from "./passthrough-shares-iommu-group.ts";

const diskbox = vm("501", "diskbox", { hostDevices: [passedThrough("0000:01:00.0")] });
const pciDevices = [
  pciDevice("0000:00:1c.0", "0604", "PCI bridge", "pcieport"),
  pciDevice("0000:01:00.0", "0107", "SAS3008", "vfio-pci"),
  pciDevice("0000:01:00.1", "0c05", "SMBus", "i801_smbus"),
  pciDevice("0000:04:00.0", "0200", "I350", "igb", { interfaces: ["eno1"] }),
];
const shared = iommu("0000:00:1c.0 0000:01:00.0 0000:04:00.0");
const base = { guests: [diskbox], iommu: shared, pciDevices };

describeRule(rule, base, {
  fails: {
    "the catalogue's example: HBA and the host's card in one group": [
      {},
      {
        severity: "high",
        subject: "0000:01:00.0",
        fingerprint: "guests/passthrough-shares-iommu-group|host:kvm-01|501 hostpci0",
        title: "diskbox (VM 501) has 0000:01:00.0, which shares IOMMU group 0 with eno1 (I350)",
        observed: expect.stringContaining("the host uses 0000:04:00.0 (igb) of the same group"),
      },
    ],
    "all functions named at once": [{ guests: [{ ...diskbox, hostDevices: [passedThrough("0000:01:00")] }] }, "high"],
    "something small that the host uses": [{ iommu: iommu("0000:01:00.0 0000:01:00.1") }, "low"],
  },
  passes: {
    "the HBA alone": { iommu: iommu("0000:01:00.0", "0000:04:00.0") },
    "with its bridge": { iommu: iommu("0000:00:1c.0 0000:01:00.0") },
    "all functions of one card together": {
      iommu: iommu("0000:01:00.0 0000:01:00.1"),
      guests: [{ ...diskbox, hostDevices: [passedThrough("0000:01:00")] }],
    },
    "its neighbour waits for another guest": {
      pciDevices: pciDevices.map((device) => (device.classId === "0200" ? { ...device, driver: "vfio-pci" } : device)),
    },
    "a neighbour without a driver": {
      pciDevices: pciDevices.map((device) => (device.classId === "0200" ? { ...device, driver: null } : device)),
    },
  },
  notApplicable: {
    "no device is given to a guest": { guests: [vm("1", "plain")] },
    "USB has no groups": { guests: [vm("1", "usb", { hostDevices: [passedThrough("1-2", { kind: "usb" })] })] },
  },
  unknown: { "no groups at all": { iommu: iommu() } },
});

test("a kernel that was told to split groups is said apart", () => {
  const bootState = { parameters: ["quiet", "pcie_acs_override=downstream"], parametersAt: diskbox.at };
  const { findings } = judge(rule, { ...base, iommu: iommu("0000:01:00.0"), bootState: bootState as never });
  expect(findings).toMatchObject([{ severity: "low", subject: "/proc/cmdline" }]);
});
