import { defineRule, NotApplicable, Undecidable } from "#lib/rules/rule.ts";
import { groupBy, maximumCites } from "#lib/rules/shared/wording.ts";
import { bmcHeat, diskHeat, sensorHeat, stoppedFans, worstOf } from "./parts/heat.ts";

export const temperatureHigh = defineRule({
  id: "hardware/temperature-high",
  title: "A temperature is at its limit, or a fan stands still",
  why: "At the critical limit the machine switches itself off without a word to its guests; below it the processor slows down and parts age faster.",
  scope: "host",
  scenarios: ["hardware-fault"],
  likelihood: 3,
  impact: 2,
  needs: ["collection"],
  wants: ["sensors", "bmc", "smart", "kernelEvents", "before"],
  check({ collection, sensors, bmc, smart, kernelEvents, before }) {
    if (!sensors && !bmc && !smart) {
      const failed = collection.failed.find(({ fact }) => ["sensors", "bmc", "smart"].includes(fact));
      if (failed) throw new Undecidable(`no temperature was read: ${failed.detail}`);
      throw new NotApplicable("nothing on this host tells a temperature");
    }
    const earlier = before?.baseline.readings.sensors;
    const hot = [
      ...(sensors ?? []).flatMap(sensorHeat),
      ...stoppedFans(sensors ?? [], earlier?.status === "ok" ? earlier.value : []),
      ...(bmc ? bmcHeat(bmc) : []),
      ...(smart ?? []).flatMap(diskHeat),
    ];
    const throttled = kernelEvents?.events.filter(({ kind }) => kind === "thermal") ?? [];
    return [...groupBy(hot, ({ part }) => part)].map(([part, group]) => {
      const worst = worstOf(group);
      const isProcessor = /coretemp|k10temp|zenpower|cpu/i.test(part);
      return {
        subject: worst.name,
        key: part,
        title: worst.title,
        observed: [
          worst.text,
          ...(group.length > 1 ? [`other sensors of ${part} are over theirs too`] : []),
          ...(isProcessor && throttled.length > 0 ? ["the kernel has throttled the processor"] : []),
        ].join("; "),
        expected: "temperatures below their limits under full load, every fan turning",
        cite: [...group, ...(isProcessor ? throttled : [])].map(({ at }) => at).slice(0, maximumCites),
        likelihood: worst.likelihood,
        impact: worst.impact,
      };
    });
  },
  remedy: {
    steps: [
      "Move guests away until it is cool, so that a shutdown hurts nobody",
      "Look at filters, fans and the room; then at the paste below the cooler",
    ],
    risk: "Opening a chassis that runs changes its air flow: the processor has seconds.",
    verify: "sensors; ipmitool sdr type Temperature",
  },
  postmortems: ["known-flaky-cpu"],
  references: ["sensors(1)", "ipmitool(1)"],
});
