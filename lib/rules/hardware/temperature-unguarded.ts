import type { Schedule } from "#lib/facts/schedules.ts";
import { defineRule, Undecidable } from "#lib/rules/rule.ts";
import { requireHardware, runningService } from "#lib/rules/shared/hardware.ts";
import { counted } from "#lib/rules/shared/wording.ts";
import { temperatureAgents, temperatureGuards } from "./parts/temperature-agents.ts";

const aboutHeat = /temp|therm|sensor|overheat|ipmi|fan-?guard/i;

export const temperatureUnguarded = defineRule({
  id: "hardware/temperature-unguarded",
  title: "Nothing warns about overheating, and nothing acts on it",
  why: "When a fan or the air conditioning fails, the processor's own protection is all that is left: it cuts the power, and every guest stops hard at the same moment.",
  scope: "host",
  scenarios: ["hardware-fault"],
  likelihood: 2,
  impact: 3,
  needs: ["identity", "services", "schedules"],
  wants: ["prometheus", "sensors"],
  check({ identity, services, schedules, prometheus, sensors }) {
    requireHardware(identity);
    const alerts =
      prometheus?.rules.some(({ name, expression }) => /temp/i.test(name) || /temp_celsius|temperature/i.test(expression)) ?? false;
    if (alerts || runningService(services, temperatureGuards) || schedules.some(isGuard)) return [];
    const agent = runningService(services, temperatureAgents);
    if (agent)
      throw new Undecidable(`${agent.unit} can carry temperatures away; whether somebody is told of high ones is not seen from here`);
    // Every distribution brings some timers along: a list of one is not whole.
    if (schedules.length < 2) throw new Undecidable("too little of what runs by the clock was read to say that nothing acts on heat");
    return [
      {
        subject: identity.hostname,
        observed: `no monitoring agent, no sensord, no cron line or timer about temperatures among ${counted(schedules.length, "schedule")}${sensors && sensors.length > 0 ? `, although ${counted(sensors.length, "sensor")} can be read` : ""}`,
        expected: "a warning at about 75 °C and an orderly shutdown at about 90 °C",
        cite: [...(sensors ?? []).slice(0, 2).map(({ at }) => at), ...services.slice(0, 1).map(({ at }) => at)],
        confidence: "inferred",
      },
    ];
  },
  remedy: {
    steps: [
      "`apt install prometheus-node-exporter lm-sensors` and an alert on `node_hwmon_temp_celsius > 75` for five minutes",
      "Let a timer shut guests and host down in order at 90 °C, after three readings of two sensors",
    ],
    risk: "A broken sensor must not shut a healthy host down: never act on a single reading.",
    verify: "sensors; systemctl list-timers --all",
  },
  postmortems: ["debian-hosts-line-blocks-pmxcfs"],
  references: ["sensors(1)"],
});

function isGuard({ command, when, user, by }: Schedule): boolean {
  return aboutHeat.test(`${command} ${when}`) && (by === "timer" || user !== null);
}
