import { defineRule, NotApplicable, Undecidable } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { listed } from "#lib/rules/shared/wording.ts";
import { sharing } from "./parts/iommu-groups.ts";

export const passthroughSharesIommuGroup = defineRule({
  id: "guests/passthrough-shares-iommu-group",
  title: "A device that was given to a guest shares its IOMMU group with devices that the host needs",
  why: "The hardware cannot keep the devices of one group apart: when the guest starts, the host has to give up all of them, and what the guest's device does to memory can hit the host's own card.",
  scope: "host",
  scenarios: ["guest-restart", "reboot", "power-loss"],
  likelihood: 2,
  impact: 4,
  postmortems: ["hba-passthrough-panic"],
  references: ["kernel.org: VFIO"],
  needs: ["guests", "iommu", "pciDevices"],
  wants: ["bootState"],
  check({ guests, iommu, pciDevices, bootState }) {
    const given = guests
      .filter(({ template }) => !template)
      .flatMap((guest) =>
        guest.hostDevices.filter(({ kind, address }) => kind === "pci" && address !== null).map((device) => ({ guest, device })),
      );
    if (given.length === 0) throw new NotApplicable("no guest has a PCI device of the host");
    if (iommu.groups.length === 0) throw new Undecidable("the kernel shows no IOMMU groups although a guest has a PCI device");
    const shared = given.flatMap(({ guest, device }) => sharing(guest, device, iommu, pciDevices));
    const override = bootState?.parameters.find((parameter) => parameter.startsWith("pcie_acs_override"));
    if (override === undefined || bootState === undefined) return shared;
    return [
      ...shared,
      {
        subject: "/proc/cmdline",
        key: "pcie_acs_override",
        title: "The kernel is told to believe in a separation of devices that the hardware does not make",
        observed: `${override} is set and ${listed([...new Set(given.map(({ guest }) => guestLabel(guest)))])} has a device of the host`,
        expected: "groups as the hardware has them, devices in slots that have a group of their own",
        cite: [bootState.parametersAt],
        impact: 2,
      },
    ];
  },
  remedy: {
    steps: [
      "Put the card into another slot, one that hangs on a root port of its own: `find /sys/kernel/iommu_groups -type l` shows the groups",
      "Or take the device away from the guest and give it its disks as volumes",
    ],
    risk: "Starting the guest meanwhile may take the host's network card or disks away. Another slot can rename the host's own cards: pin their names first.",
    verify: "find /sys/kernel/iommu_groups -type l",
  },
});
