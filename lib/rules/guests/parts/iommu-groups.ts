import type { Guest, GuestHostDevice } from "#lib/facts/guests.ts";
import type { Iommu } from "#lib/facts/iommu.ts";
import type { PciDevice, PciDevices } from "#lib/facts/pci-devices.ts";
import type { Observation } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { listed } from "#lib/rules/shared/wording.ts";
import { showCommand } from "./guest-commands.ts";

/** Bridges pass everything through; a guest does not get them. */
const bridge = /^06/;
/** Storage, network, screens and USB: what a host misses at once. */
const vital = /^(01|02|03|0c03)/;
const handedOut = /^(vfio|pci-stub|xen-pciback)/;

/** Says which devices of the host hang in the group of a device that a guest has; none where the group is the guest's own. */
export function sharing(guest: Guest, device: GuestHostDevice, iommu: Iommu, pciDevices: PciDevices): Observation[] {
  const isGiven = (address: string) => guest.hostDevices.some((one) => one.address !== null && address.startsWith(one.address));
  const group = iommu.groups.find(({ devices }) => devices.some(({ address }) => address.startsWith(device.address ?? "-")));
  const others = (group?.devices ?? []).flatMap(({ address, at }) => {
    const known = pciDevices.find((one) => one.address === address);
    return known && !isGiven(address) && !bridge.test(known.classId) && isHosts(known) ? [{ known, at }] : [];
  });
  if (group === undefined || others.length === 0) return [];
  const own = group.devices.find(({ address }) => address.startsWith(device.address ?? "-"));
  return [
    {
      subject: device.address ?? guest.name,
      key: `${guest.id} ${device.slot}`,
      title: `${guestLabel(guest)} has ${device.address}, which shares IOMMU group ${group.id} with ${listed(others.map(({ known }) => nameOf(known)))}`,
      observed: `IOMMU group ${group.id}: ${device.address} for ${guestLabel(guest)}; the host uses ${listed(others.map(({ known }) => `${known.address} (${known.driver})`))} of the same group`,
      expected: "a group in which only that guest's devices and bridges are",
      cite: [device.at, ...(own ? [own.at] : []), ...others.slice(0, 6).map(({ at }) => at)],
      impact: others.some(({ known }) => vital.test(known.classId)) ? 4 : 2,
      remedy: { verify: `find /sys/kernel/iommu_groups/${group.id}/devices -type l; ${showCommand(guest)}` },
    },
  ];
}

function isHosts({ driver }: PciDevice): boolean {
  return driver !== null && !handedOut.test(driver);
}

function nameOf({ name, interfaces }: PciDevice): string {
  return interfaces.length > 0 ? `${interfaces.join(", ")} (${name})` : name;
}
