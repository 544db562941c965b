import { expect } from "vitest";
import { earlier } from "#lib/rules/testing/context-testing.ts";
import { bmc, bmcSensor, kernelEvent, kernelLog, sensor, smartDisk } from "#lib/rules/testing/hardware-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { temperatureHigh as rule } from "./temperature-high.ts";

const cool = [sensor("Package id 0", 41, 80, 90)];
const fan = (value: number) => sensor("fan2", value, null, null, { kind: "fan" });

describeRule(
  rule,
  { sensors: [sensor("Package id 0", 86, 80, 90), sensor("Core 0", 80, 80, 90)] },
  {
    fails: {
      "above its limit": [
        {},
        {
          severity: "medium",
          subject: "Package id 0 (coretemp-isa-0000)",
          observed: expect.stringContaining("over 85 °C, its limit is 80 °C"),
        },
      ],
      "the catalogue's 88 of 90": [{ sensors: [sensor("temp1", 88, null, 90)] }, "high"],
      "ten degrees below critical, no other limit": [{ sensors: [sensor("Composite", 76, null, 85, { chip: "nvme-pci-0100" })] }, "medium"],
      "a processor without limits": [{ sensors: [sensor("Tctl", 88, null, null, { chip: "k10temp-pci-00c3" })] }, "medium"],
      "a warm processor is low": [{ sensors: [sensor("Package id 0", 76, 90, 100)] }, "low"],
      "the kernel has throttled it": [
        { kernelEvents: kernelLog(kernelEvent("thermal", "CPU11")) },
        { observed: expect.stringContaining("throttled") },
      ],
      "a fan that turned before": [
        { sensors: [fan(0)], before: { baseline: earlier({ sensors: [fan(1180)] }), beforeBoot: null } },
        { severity: "medium", observed: "fan2 at 0 RPM, it turned at 1200 RPM before" },
      ],
      "critical by the management controller": [
        { sensors: undefined, bmc: bmc({ sensors: [bmcSensor("CPU1 Temp", "cr", "96 degrees C")] }) },
        "high",
      ],
      "non-critical by the management controller": [
        { sensors: undefined, bmc: bmc({ sensors: [bmcSensor("Fan3", "nc", "600 RPM")] }) },
        "medium",
      ],
      "a hot disk": [{ sensors: cool, smart: [smartDisk("sda", { "temperature-celsius": 62 })] }, "medium"],
    },
    passes: {
      "the catalogue's 41": { sensors: cool },
      "an unplugged fan header": { sensors: [...cool, fan(0)] },
      "a hot spot of NVMe without a limit": { sensors: [sensor("Sensor 2", 82, null, null, { chip: "nvme-pci-0100" })] },
      "a voltage that is critical is another rule's": { sensors: undefined, bmc: bmc({ sensors: [bmcSensor("12V", "cr", "9.8 Volts")] }) },
      "sensors that the controller does not read": { sensors: undefined, bmc: bmc({ sensors: [bmcSensor("PMM 1-6", "ns", "Disabled")] }) },
    },
    notApplicable: { "nothing tells a temperature": { sensors: undefined } },
  },
);
