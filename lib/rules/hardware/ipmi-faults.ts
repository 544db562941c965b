import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { hostTime } from "#lib/rules/shared/hardware.ts";
import { groupBy, listed, maximumCites } from "#lib/rules/shared/wording.ts";
import { chassisObservations, faultySensors, fullLog, type OpenFault, openFaults } from "./parts/bmc-faults.ts";

export const ipmiFaults = defineRule({
  id: "hardware/ipmi-faults",
  title: "The management controller reports a hardware fault",
  why: "A lost power supply or a failed fan changes nothing that guests would notice. It is the second one that switches the host off, and the first one is repaired in an hour.",
  scope: "host",
  scenarios: ["hardware-fault", "power-loss"],
  likelihood: 4,
  impact: 3,
  needs: ["bmc"],
  wants: ["identity"],
  check({ bmc, identity }, now) {
    const open = openFaults(bmc.events ?? [], hostTime(identity, now));
    const sensors = faultySensors(bmc);
    const logged = [...groupBy(open, ({ event }) => event.sensor)].map(([sensor, faults]) => ofEvents(sensor, faults));
    const live = sensors
      .filter(({ name }) => !logged.some(({ subject }) => subject.includes(name)))
      .map(
        (sensor): Observation => ({
          subject: sensor.name,
          title: `${sensor.name}: ${sensor.reading || sensor.state}`,
          observed: `${sensor.name} is ${sensor.state}: ${sensor.reading}`,
          expected: "every sensor ok",
          cite: [sensor.at],
        }),
      );
    return [...logged, ...live, ...chassisObservations(bmc), ...fullLog(bmc)];
  },
  remedy: {
    steps: [
      "Look at the lamp on the part and at its cable, then replace it while the other one carries the load",
      "Keep the log before it is cleared: `ipmitool sel elist`",
    ],
    risk: "`ipmitool sel clear` destroys the evidence for the maker's warranty; pulling the part that still works switches the host off.",
    verify: "ipmitool sdr elist; ipmitool sel elist last 20",
  },
  references: ["ipmitool(1)"],
});

function ofEvents(sensor: string, faults: readonly OpenFault[]): Observation {
  const worst = Math.max(...faults.map(({ impact }) => impact)) as 3 | 4;
  const undated = faults.every((fault) => fault.undated);
  const [newest] = faults;
  const day = newest?.event.loggedAt && !undated ? ` since ${newest.event.loggedAt.slice(0, 10)}` : ", at an unknown time";
  return {
    subject: sensor,
    title: `${sensor}: ${newest?.event.event}${day}, and no record that it ended`,
    observed: listed(faults.map(({ event }) => `${event.event}${event.loggedAt ? ` (${event.loggedAt.slice(0, 10)})` : ""}`)),
    expected: "each fault followed by its end",
    cite: faults.map(({ event }) => event.at).slice(0, maximumCites),
    ...(undated ? { likelihood: 2 as const } : {}),
    impact: worst,
    confidence: undated ? "suspected" : "confirmed",
  };
}
