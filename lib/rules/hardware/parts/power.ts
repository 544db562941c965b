import type { Services } from "#lib/facts/services.ts";
import type { FailedUnits } from "#lib/facts/units.ts";
import type { Ups, UpsState } from "#lib/facts/ups.ts";
import type { Observation } from "#lib/rules/rule.ts";
import { runningService } from "#lib/rules/shared/hardware.ts";
import { listed } from "#lib/rules/shared/wording.ts";

/** Clients of a UPS by the names that packages give them. */
export const upsAgents = [
  "nut-monitor.service",
  "apcupsd.service",
  "pbeagent.service",
  "PBEAgent.service",
  "ipp.service",
  "eaton-ipp.service",
  "ppbed.service",
  "pwrstatd.service",
];

/** A UPS that runs on its battery now, or wants a new one. */
export function powerStates({ states }: Ups): Observation[] {
  return states.flatMap((state): Observation[] => {
    const has = (...words: string[]) => words.some((word) => state.status.includes(word));
    if (has("OB", "ONBATT"))
      return [{ ...aboutState(state), title: `The UPS ${state.name} runs on its battery`, likelihood: 4, impact: 4 }];
    if (has("RB", "REPLACEBATT"))
      return [{ ...aboutState(state), title: `The UPS ${state.name} asks for a new battery`, likelihood: 3, impact: 2 }];
    return has("COMMLOST")
      ? [{ ...aboutState(state), title: `The UPS ${state.name} does not answer any more`, likelihood: 3, impact: 3 }]
      : [];
  });
}

function aboutState(state: UpsState): Pick<Observation, "subject" | "observed" | "expected" | "cite"> {
  return {
    subject: state.name,
    observed: `ups.status ${state.status.join(" ")}`,
    expected: "OL (on line), with a sound battery",
    cite: [state.at],
  };
}

type Fault = Pick<Observation, "title" | "observed" | "expected" | "cite" | "likelihood" | "impact">;

/** A client that is installed and does not do its work; null where there is none, or all is well. */
export function clientFault(ups: Ups, services: Services, failed: FailedUnits): Fault | null {
  const broken = failed.filter(({ unit }) => /^(nut-|apcupsd)/.test(unit));
  const dead = ups.states.filter(({ error }) => error !== null);
  const ports = ups.drivers
    .filter(({ port }) => port !== "" && port !== "auto")
    .map(({ name, driver, port }) => `driver ${driver} of ${name} on ${port}`);
  const runs = runningService(services, upsAgents);
  const common = { expected: "upsmon running, with a MONITOR line for a UPS that answers", likelihood: 3, impact: 3 } as const;
  if (ups.hasMonitorConfig && ups.monitored.length === 0 && ups.mode?.value !== "none")
    return {
      ...common,
      title: "NUT is installed but watches no UPS: upsmon.conf has no MONITOR line",
      observed: listed(
        [
          "upsmon.conf without MONITOR",
          ...ports,
          ...dead.map(({ name, error }) => `${name}: ${error}`),
          ...broken.map(({ unit }) => `${unit} failed`),
        ],
        6,
      ),
      cite: [...(ups.monitorConfigAt ? [ups.monitorConfigAt] : []), ...[...ups.drivers, ...dead, ...broken].map(({ at }) => at)],
    };
  if (ups.monitored.length > 0 && !runs)
    return {
      ...common,
      title: `upsmon is to watch ${listed(ups.monitored.map((one) => one.ups))} and does not run`,
      observed: broken.length > 0 ? listed(broken.map(({ unit }) => `${unit} failed`)) : "nut-monitor is not active",
      cite: [...ups.monitored, ...broken].map(({ at }) => at),
    };
  if (
    dead.length > 0 &&
    ups.monitored.some(({ ups: name }) => dead.some((state) => name === state.name || name === `${state.name}@localhost`))
  )
    return {
      ...common,
      title: `The UPS that upsmon watches does not answer: ${dead[0]?.error}`,
      observed: listed([...dead.map(({ name, error }) => `${name}: ${error}`), ...ports]),
      cite: dead.map(({ at }) => at),
    };
  if (ups.onUsb.length > 0 && !runs && ups.monitored.length === 0)
    return {
      ...common,
      likelihood: 2,
      title: "A UPS hangs on this host's USB, and no nut or apcupsd listens to it: no shutdown when the battery ends",
      observed: listed(ups.onUsb.map(({ name }) => name)),
      cite: ups.onUsb.map(({ at }) => at),
    };
  return null;
}
