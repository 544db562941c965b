import type { Firmware } from "#lib/facts/firmware.ts";
import { since, thisBoot } from "#lib/rules/testing/change-testing.ts";
import { bmc, smartDisk } from "#lib/rules/testing/hardware-testing.ts";
import { pciDevice } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite } from "#lib/rules/testing/testing.ts";
import { firmwareChanged } from "./firmware-changed.ts";

const bios = (biosVersion: string | null, over: Partial<Firmware> = {}): Firmware => ({
  vendor: "Dell Inc.",
  product: "PowerEdge R730",
  board: null,
  biosVendor: "Dell Inc.",
  biosVersion,
  biosDate: null,
  processorVendor: null,
  at: cite("/sys/class/dmi/id/bios_version", biosVersion ?? ""),
  ...over,
});
const device = (bus: string, id: string) => ({ ...pciDevice(`0000:${bus}:00.0`, "0200", `card ${id}`), deviceId: id });
const cards = (...buses: string[]) => buses.map((bus, index) => device(bus, `8086:000${index}`));
const was = (devices = cards("01", "02", "03")) => since({ firmware: bios("2.1"), pciDevices: devices });

describeRule(
  firmwareChanged,
  { identity: thisBoot, firmware: bios("2.4"), pciDevices: cards("01", "02", "03"), ...was() },
  {
    fails: {
      "BIOS 2.1 -> 2.4": [{}, { severity: "low", subject: "PowerEdge R730", observed: "BIOS 2.1 before, 2.4 now" }],
      "three devices moved their bus": [
        { firmware: bios("2.1"), pciDevices: cards("11", "12", "13") },
        { severity: "high", title: "3 PCI devices have another address than before" },
      ],
      "the management controller": [
        { firmware: undefined, bmc: bmc({ firmwareRevision: "3.00" }), ...since({ bmc: bmc({ firmwareRevision: "2.86" }) }) },
        { severity: "low", observed: "BMC 2.86 before, 3.00 now" },
      ],
      "a disk, under whatever name": [
        {
          firmware: undefined,
          smart: [smartDisk("sdb", {}, { serial: "S1", firmware: "A2" })],
          ...since({ smart: [smartDisk("sda", {}, { serial: "S1" })] }),
        },
        { observed: "disk S1 A1 before, A2 now" },
      ],
      "another board in the same installation": [
        { firmware: bios("2.1", { product: "PowerEdge R740" }) },
        { observed: "product PowerEdge R730 before, PowerEdge R740 now" },
      ],
    },
    passes: {
      same: { firmware: bios("2.1") },
      "one card in another slot": { firmware: bios("2.1"), pciDevices: cards("01", "02", "09") },
      "two cards of one kind cannot be told apart": {
        firmware: bios("2.1"),
        pciDevices: ["11", "12", "13"].map((bus) => device(bus, "8086:1521")),
        ...was(["01", "02", "03"].map((bus) => device(bus, "8086:1521"))),
      },
      "a value that is not told now": { firmware: bios(null) },
      "another disk": {
        firmware: undefined,
        smart: [smartDisk("sda", {}, { serial: "S2", firmware: "A2" })],
        ...since({ smart: [smartDisk("sda", {}, { serial: "S1" })] }),
      },
    },
    notApplicable: { "another machine": since({ firmware: bios("2.1") }, { machineId: "m-2" }) },
    unknown: { "it was not read before": since({}) },
  },
);
