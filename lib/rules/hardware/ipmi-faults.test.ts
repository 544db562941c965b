import { bmc, bmcEvent, bmcSensor } from "#lib/rules/testing/hardware-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite } from "#lib/rules/testing/testing.ts";
import { ipmiFaults as rule } from "./ipmi-faults.ts";

const lost = (days: number | null, asserted: boolean | null = true) =>
  bmcEvent("Power Supply PS2 Status", "Power Supply AC lost", days, asserted);
const events = (...list: ReturnType<typeof bmcEvent>[]) => ({ bmc: bmc({ events: list }) });

describeRule(rule, events(lost(29)), {
  fails: {
    "the catalogue's lost power supply": [{}, { severity: "high", subject: "Power Supply PS2 Status", confidence: "confirmed" }],
    "lost again after it came back": [events(lost(3), lost(2, false), lost(1)), "high"],
    "memory that could not be corrected": [events(bmcEvent("Memory #0x02", "Uncorrectable ECC (DIMMD7)")), "critical"],
    "redundancy lost": [events(bmcEvent("Power Unit Power Redundancy", "Redundancy Lost")), "high"],
    "a fan below its critical limit": [events(bmcEvent("Fan #0x30", "Lower Critical going low")), "high"],
    "a drive": [events(bmcEvent("Drive Slot / Bay #0x61", "Drive Fault")), "high"],
    "a record from before the clock was set": [events(lost(null)), { severity: "medium", confidence: "suspected" }],
    "a clock that was never set": [events({ ...lost(1), loggedAt: "1970-01-01T00:00:31.000Z" }), { confidence: "suspected" }],
    "a sensor that says so now": [
      { bmc: bmc({ sensors: [bmcSensor("PS1 Status", "ok", "Presence detected, Failure detected")] }) },
      "high",
    ],
    "a voltage that is critical": [{ bmc: bmc({ sensors: [bmcSensor("12V", "cr", "9.8 Volts")] }) }, { severity: "high", subject: "12V" }],
    "a fault of the chassis": [
      { bmc: bmc({ chassisFaults: [{ fault: "Drive Fault", at: cite("ipmitool chassis status", "Drive Fault : true") }] }) },
      { severity: "high", observed: "Drive Fault" },
    ],
    "a full log": [{ bmc: bmc({ logUsedPercent: 97 }) }, { severity: "low", observed: "over 90 % used" }],
    "a log that overflowed": [{ bmc: bmc({ logOverflowed: true }) }, "low"],
  },
  passes: {
    "the end of the fault follows": events(lost(3), lost(2, false)),
    "Fully Redundant after Redundancy Lost": events(
      bmcEvent("PS Redundancy", "Redundancy Lost", 3),
      bmcEvent("PS Redundancy", "Fully Redundant", 2),
    ),
    "two months ago": events(lost(60)),
    "the log was cleared": events(bmcEvent("Event Logging Disabled #0x51", "Log area reset/cleared", 400)),
    "a boot": events(bmcEvent("System Event #0x83", "OS Boot", null)),
    "memory that was corrected is another rule's": events(bmcEvent("Memory #0x01", "Correctable ECC (@DIMMB1(CPU1))")),
    "an empty log": events(),
    "a hot processor is another rule's": { bmc: bmc({ sensors: [bmcSensor("CPU Temp", "cr", "99 degrees C")] }) },
    "a sensor that is disabled": { bmc: bmc({ sensors: [bmcSensor("PMM 1-6", "ns", "Disabled")] }) },
  },
});
