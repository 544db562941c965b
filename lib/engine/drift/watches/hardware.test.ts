import { describeDrift } from "#lib/engine/drift/drift-testing.ts";
import { iommu, memory, pciDevice } from "#lib/rules/testing/guest-testing.ts";
import { bmc, bmcSensor, smartDisk, watchdog, watchdogDevice } from "#lib/rules/testing/hardware-testing.ts";
import { cite, identity } from "#lib/rules/testing/testing.ts";

const board = (biosVersion: string | null) => ({
  firmware: {
    vendor: "Dell Inc.",
    product: "PowerEdge R730",
    board: null,
    biosVendor: "Dell Inc.",
    biosVersion,
    biosDate: null,
    processorVendor: null,
    at: cite("/sys/class/dmi/id/bios_version", biosVersion ?? ""),
  },
});
const card = (address: string, deviceId = "8086:1528", over = {}) => pciDevice(address, "0200", "X540-AT2", "ixgbe", { deviceId, ...over });

describeDrift("hardware", {
  "another machine": [
    { identity: identity({ machineId: "m-1" }) },
    { identity: identity({ machineId: "m-2" }) },
    "this machine: machine id m-1 → m-2",
  ],
  "another BIOS": [board("2.1"), board("2.4"), "BIOS and board: BIOS 2.1 → 2.4"],
  "the BIOS was not told": [board("2.1"), board(null)],
  "a card in another slot": [
    { pciDevices: [card("0000:04:00.0")] },
    { pciDevices: [card("0000:05:00.0")] },
    "PCI device X540-AT2: address 0000:04:00.0 → 0000:05:00.0",
  ],
  "of two of a kind nobody knows which moved": [
    { pciDevices: [card("0000:04:00.0"), card("0000:04:00.1")] },
    { pciDevices: [card("0000:05:00.0"), card("0000:05:00.1")] },
    "PCI device X540-AT2 is gone (address 0000:04:00.0, driver ixgbe, device id 8086:1528)",
    "PCI device X540-AT2 is gone (address 0000:04:00.1, driver ixgbe, device id 8086:1528)",
    "PCI device X540-AT2 is new (address 0000:05:00.0, driver ixgbe, device id 8086:1528)",
    "PCI device X540-AT2 is new (address 0000:05:00.1, driver ixgbe, device id 8086:1528)",
  ],
  "given to a guest": [
    { pciDevices: [card("0000:04:00.0")] },
    { pciDevices: [card("0000:04:00.0", "8086:1528", { driver: "vfio-pci" })] },
    "PCI device X540-AT2: driver ixgbe → vfio-pci",
  ],
  "IOMMU groups under other numbers": [{ iommu: iommu("0000:01:00.0", "0000:02:00.0") }, { iommu: iommu("0000:02:00.0", "0000:01:00.0") }],
  "a device that now shares its group": [
    { iommu: iommu("0000:01:00.0", "0000:02:00.0") },
    { iommu: iommu("0000:01:00.0 0000:02:00.0") },
    "IOMMU group of 0000:01:00.0: shared with none → 0000:02:00.0",
    "IOMMU group of 0000:02:00.0: shared with none → 0000:01:00.0",
  ],
  "a newer kernel keeps a little more of the memory": [
    { memory: memory(64) },
    { memory: { ...memory(64), totalBytes: memory(64).totalBytes - 30_000_000 } },
  ],
  "a module is missing": [{ memory: memory(64) }, { memory: memory(48) }, "memory: total 64 GiB → 48 GiB"],
  "a disk counts, and is called otherwise": [
    { smart: [smartDisk("sda", { "power-on-hours": 4 }, { serial: "S" })] },
    { smart: [smartDisk("sdb", { "power-on-hours": 900 }, { serial: "S" })] },
  ],
  "a disk's verdict and firmware": [
    { smart: [smartDisk("sda", {}, { serial: "S" })] },
    { smart: [smartDisk("sda", {}, { serial: "S", passed: false, firmware: "A2" })] },
    "disk S (/dev/sda): SMART verdict passed → failed and firmware A1 → A2",
  ],
  "the BMC's sensors and clock": [
    { bmc: bmc({ sensors: [bmcSensor("Fan1", "ok", "4200 RPM")], clockAheadSeconds: 2 }) },
    { bmc: bmc({ sensors: [bmcSensor("Fan1", "cr", "0 RPM")], clockAheadSeconds: 90 }) },
  ],
  "the BMC's firmware": [
    { bmc: bmc({ firmwareRevision: "2.86" }) },
    { bmc: bmc({ firmwareRevision: "3.00" }) },
    "management controller: firmware 2.86 → 3.00",
  ],
  "a watchdog is fed no more": [
    { watchdog: watchdog([watchdogDevice("iTCO_wdt", "active")]) },
    { watchdog: watchdog([watchdogDevice("iTCO_wdt", "inactive")]) },
    "watchdog watchdog0: state active → inactive",
  ],
});
