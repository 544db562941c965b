import type { Bmc } from "#lib/facts/bmc.ts";
import type { Cite } from "#lib/facts/cite.ts";
import type { Sensor } from "#lib/facts/sensors.ts";
import type { SmartDisk } from "#lib/facts/smart.ts";
import type { Level } from "#lib/rules/rule.ts";
import { diskName, smartValue } from "#lib/rules/shared/hardware.ts";

/** Something that is too hot, or does not cool. */
export interface Heat {
  /** Chip or part: one cause, one finding. */
  part: string;
  name: string;
  title: string;
  text: string;
  /** Degrees above its limit, to find the worst of a part. */
  over: number;
  likelihood: Level;
  impact: Level;
  at: Cite;
}

/** So near to the critical limit the next warm hour reaches it. */
const nearCriticalDegrees = 3;
/** From here a processor without a limit of its own is hot. */
const hotProcessorDegrees = 85;
const warmProcessorDegrees = 75;
/** What makers allow a disk in operation, as far as they do not say it themselves. */
const diskLimits = { ata: 60, scsi: 65, nvme: 75 } as const;
const isProcessor = /coretemp|k10temp|zenpower|x86_pkg_temp|cpu/i;

/** Steps of five degrees, so that the words stay while the reading moves. */
const rounded = (degrees: number) => Math.floor(degrees / 5) * 5;

export function sensorHeat({ chip, label, kind, value, high, critical, alarm, at }: Sensor): Heat[] {
  if (kind !== "temperature") return [];
  const name = `${label} (${chip})`;
  const heat = (limit: string, over: number, likelihood: Level, impact: Level): Heat[] => [
    {
      part: chip,
      name,
      title: `${label} is ${likelihood === 4 ? "about to reach its critical temperature" : likelihood === 3 ? "above the temperature that it should keep" : "warm, close to its limit"}: ${limit}`,
      text: `${label} over ${rounded(value)} °C, ${limit}`,
      over,
      likelihood,
      impact,
      at,
    },
  ];
  if (critical !== null && (value >= critical - nearCriticalDegrees || (alarm && value >= critical - 10)))
    return heat(`critical at ${Math.round(critical)} °C`, value - critical, 4, 3);
  if (high !== null && value >= high) return heat(`its limit is ${Math.round(high)} °C`, value - high, 3, 2);
  if (critical !== null && value >= critical - 10) return heat(`critical at ${Math.round(critical)} °C`, value - critical, 3, 2);
  if (!isProcessor.test(`${chip} ${label}`)) return [];
  if (high === null && critical === null && value >= hotProcessorDegrees)
    return heat(`${hotProcessorDegrees} °C is hot for a processor`, value - hotProcessorDegrees, 3, 2);
  return value >= warmProcessorDegrees
    ? heat(`${warmProcessorDegrees} °C is warm for a processor`, value - warmProcessorDegrees, 2, 2)
    : [];
}

/** Fans that turned at an earlier visit; a header without a fan has always said 0. */
export function stoppedFans(now: readonly Sensor[], earlier: readonly Sensor[]): Heat[] {
  return now.flatMap(({ chip, label, kind, value, at }) => {
    const before = earlier.find((one) => one.kind === "fan" && one.chip === chip && one.label === label)?.value ?? 0;
    if (kind !== "fan" || value > 0 || before <= 0) return [];
    return [
      {
        part: `${chip} ${label}`,
        name: `${label} (${chip})`,
        title: `${label} stands still`,
        text: `${label} at 0 RPM, it turned at ${Math.round(before / 100) * 100} RPM before`,
        over: 0,
        likelihood: 3,
        impact: 2,
        at,
      },
    ];
  });
}

/** Temperatures and fans that the management controller calls non-critical, critical or worse. */
export function bmcHeat({ sensors }: Bmc): Heat[] {
  return sensors.flatMap(({ name, state, reading, at }) => {
    const isWarm = /degrees C/.test(reading);
    if (!/^(nc|cr|nr|lnc|lcr|lnr|unc|ucr|unr)$/.test(state) || !(isWarm || /\bRPM\b/.test(reading))) return [];
    const isBad = !/nc$/.test(state);
    const what = isWarm ? "temperature" : "fan";
    return [
      {
        part: name,
        name,
        title: `The management controller calls ${what} ${name} ${isBad ? "critical" : "not right"}`,
        text: `${name}: ${isWarm ? `over ${rounded(Number.parseFloat(reading) || 0)} °C` : reading}, state ${state}`,
        over: 0,
        likelihood: isBad ? 4 : 3,
        impact: isBad ? 3 : 2,
        at,
      },
    ];
  });
}

export function diskHeat(disk: SmartDisk): Heat[] {
  const value = smartValue(disk, "temperature-celsius");
  const limit = diskLimits[disk.protocol ?? "ata"];
  if (value === null || value < limit || value > 120) return [];
  const at = disk.values.find(({ name }) => name === "temperature-celsius")?.at ?? disk.at;
  const name = diskName(disk);
  return [
    {
      part: disk.serial ?? disk.device,
      name,
      title: `Disk ${name} is over ${limit} °C`,
      text: `${name} over ${rounded(value)} °C, ${limit} °C is what such a disk bears`,
      over: value - limit,
      likelihood: 3,
      impact: 2,
      at,
    },
  ];
}

/** The one that stands for its part: the gravest, and of those the sensor of the whole package, so that the name stays while cores take turns. */
export function worstOf(group: readonly Heat[]): Heat {
  const rank = (heat: Heat) =>
    (heat.likelihood + heat.impact) * 1000 + (/package|tctl|tdie|composite/i.test(heat.name) ? 500 : 0) + heat.over;
  return group.reduce((one, two) => (rank(two) > rank(one) ? two : one));
}
