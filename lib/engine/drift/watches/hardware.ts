import { watch } from "#lib/engine/drift/watch.ts";
import { firmwareLabels } from "#lib/rules/shared/hardware.ts";
import { sizeOf } from "#lib/rules/shared/sizes.ts";

const machine = watch({
  fact: "identity",
  kind: "machine",
  group: "hardware",
  weight: 1,
  things: ({ machineId, virtualization, architecture }) => [
    {
      key: "machine",
      name: "this machine",
      says: { "machine id": machineId ?? undefined, virtualization: virtualization ?? undefined, architecture: architecture ?? undefined },
      at: [],
    },
  ],
});

const firmware = watch({
  fact: "firmware",
  kind: "BIOS and board",
  group: "hardware",
  weight: 1,
  things: ({ processorVendor, vendor, at, ...versions }) => [
    {
      key: "board",
      name: "BIOS and board",
      says: {
        ...Object.fromEntries(
          Object.entries(firmwareLabels).map(([field, label]) => [label, versions[field as keyof typeof firmwareLabels] ?? undefined]),
        ),
        vendor: vendor ?? undefined,
        processor: processorVendor ?? undefined,
      },
      at: [at],
    },
  ],
});

/** One that sits elsewhere now is the same where there is one of its kind: its ids tell. */
const pciDevices = watch({
  fact: "pciDevices",
  kind: "PCI device",
  group: "hardware",
  weight: 1,
  things: (devices) =>
    devices.map(({ address, deviceId, className, name, driver, interfaces, at }) => ({
      key: `${address} ${deviceId ?? name}`,
      alias: deviceId,
      name: `PCI device ${name === "" ? className : name}`,
      says: { address, driver, interfaces, "device id": deviceId ?? undefined },
      at: [at],
    })),
});

const iommu = watch({
  fact: "iommu",
  kind: "IOMMU",
  group: "hardware",
  things: ({ groups }) => [{ key: "iommu", name: "IOMMU", says: { on: groups.length > 0 }, at: [] }],
});

/** Groups are numbered anew at each boot: what shares one with a device tells. */
const iommuGroups = watch({
  fact: "iommu",
  kind: "shared group",
  group: "hardware",
  comesAndGoes: true,
  things: ({ groups }) =>
    groups.flatMap(({ devices }) =>
      devices.map(({ address, at }) => ({
        key: address,
        name: `IOMMU group of ${address}`,
        says: { "shared with": devices.flatMap((other) => (other.address === address ? [] : [other.address])) },
        at: [at],
      })),
    ),
});

/** Two digits: what the kernel keeps for itself differs a little from one version to the next. */
const memory = watch({
  fact: "memory",
  kind: "memory",
  group: "hardware",
  weight: 1,
  things: ({ totalBytes, swapTotalBytes, hugePagesBytes, arcMaximumBytes, totalAt, swapAt }) => [
    {
      key: "memory",
      name: "memory",
      says: {
        total: sizeOf(totalBytes),
        swap: sizeOf(swapTotalBytes),
        "huge pages": sizeOf(hugePagesBytes),
        "ZFS cache at most": arcMaximumBytes === null ? undefined : sizeOf(arcMaximumBytes),
      },
      at: [totalAt, swapAt],
    },
  ],
});

const memoryCorrection = watch({
  fact: "memoryErrors",
  kind: "error correction",
  group: "hardware",
  things: ({ correction }) =>
    correction === null
      ? null
      : [{ key: "correction", name: "error correction of memory", says: { type: correction.type }, at: [correction.at] }],
});

/** What a disk counts moves by itself; its firmware and its own verdict do not. */
const diskHealth = watch({
  fact: "smart",
  kind: "SMART",
  group: "hardware",
  weight: 1,
  comesAndGoes: true,
  things: (disks) =>
    disks.map(({ serial, device, passed, firmware: version, failingAttributes, at }) => ({
      key: serial,
      name: `disk ${serial} (${device})`,
      says: {
        "SMART verdict": passed === null ? undefined : passed ? "passed" : "failed",
        firmware: version ?? undefined,
        "failing attributes": failingAttributes.map(({ name, when }) => `${name} (${when})`),
      },
      at: [...failingAttributes.map((attribute) => attribute.at), at],
    })),
});

const controller = watch({
  fact: "bmc",
  kind: "BMC",
  group: "hardware",
  things: ({ firmwareRevision, manufacturer, logOverflowed, chassisFaults, at }) => [
    {
      key: "bmc",
      name: "management controller",
      says: {
        firmware: firmwareRevision ?? undefined,
        "faults of the chassis": chassisFaults.map(({ fault }) => fault),
        "event log overflowed": logOverflowed ?? undefined,
        manufacturer: manufacturer ?? undefined,
      },
      at: [...chassisFaults.map((fault) => fault.at), at],
    },
  ],
});

export const hardwareWatches = [machine, firmware, pciDevices, iommu, iommuGroups, memory, memoryCorrection, diskHealth, controller];
