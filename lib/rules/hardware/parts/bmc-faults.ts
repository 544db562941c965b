import type { Bmc, BmcEvent, BmcSensor } from "#lib/facts/bmc.ts";
import type { Level, Observation } from "#lib/rules/rule.ts";
import { isWithinDays } from "#lib/rules/shared/hardware.ts";
import { listed } from "#lib/rules/shared/wording.ts";

/** How long a fault of the event log is told without having ended. */
const days = 30;
/** From here the next events may find no place. */
const fullPercent = 90;
/** Before this year a BMC's clock was not set. */
const firstSaneYear = 2010;

const redundancyLost = /redundancy (lost|degraded)|non-redundant.*insufficient/i;
const redundancyRegained = /fully redundant|redundancy regained/i;
const faults: readonly [RegExp, Level][] = [
  [/memory.*\buncorrectable|processor.*(ierr|thermal trip|configuration error)|critical interrupt.*(fatal|nmi)|\bmachine check/i, 4],
  [/power supply.*(failure detected|predictive failure|ac lost|lost or out-of-range|input lost)/i, 3],
  [/fan.*(lower (critical|non-recoverable)|failure|transition to off)/i, 3],
  [/temperature.*upper (critical|non-recoverable) going high/i, 3],
  [/voltage.*(critical|non-recoverable) going/i, 3],
  [/memory.*logging limit reached/i, 3],
  [/drive.*(drive fault|predictive failure|in failed array|in critical array)|drive slot.*fault/i, 3],
];

/** A record that began a fault and has none that ended it. */
export interface OpenFault {
  event: BmcEvent;
  impact: Level;
  /** Its time is unknown: the clock was not set, or the record carries none. */
  undated: boolean;
}

/** Records of the last 30 days that assert a fault and were not taken back, newest first. */
export function openFaults(events: readonly BmcEvent[], now: Date): OpenFault[] {
  const open = new Map<string, OpenFault>();
  for (const event of events) {
    const text = `${event.sensor} ${event.event}`;
    if (redundancyRegained.test(event.event))
      deleteWhere(open, (fault) => fault.event.sensor === event.sensor && redundancyLost.test(fault.event.event));
    const impact = redundancyLost.test(event.event) ? 3 : faults.find(([pattern]) => pattern.test(text))?.[1];
    if (impact === undefined) continue;
    const key = `${event.sensor} ${event.event}`;
    open.delete(key);
    const undated = event.loggedAt === null || new Date(event.loggedAt).getUTCFullYear() < firstSaneYear;
    if (event.asserted !== false && (undated || isWithinDays(event.loggedAt, days, now))) open.set(key, { event, impact, undated });
  }
  return [...open.values()].reverse();
}

function deleteWhere(open: Map<string, OpenFault>, isDone: (fault: OpenFault) => boolean): void {
  for (const [key, fault] of open) if (isDone(fault)) open.delete(key);
}

/** Sensors other than temperatures and fans that are critical, or whose words name a fault now. */
export function faultySensors({ sensors }: Bmc): BmcSensor[] {
  return sensors.filter(({ state, reading }) => {
    if (/degrees C|\bRPM\b/.test(reading) || state === "ns") return false;
    if (/^(cr|nr|lcr|lnr|ucr|unr)$/.test(state)) return true;
    return /failure detected|AC lost|predictive failure|redundancy lost|drive fault|input lost/i.test(reading);
  });
}

/** What `chassis status` names as faulty. */
export function chassisObservations({ chassisFaults }: Bmc): Observation[] {
  if (chassisFaults.length === 0) return [];
  const names = listed(chassisFaults.map(({ fault }) => fault));
  return [
    {
      subject: "chassis",
      title: `The chassis reports: ${names}`,
      observed: names,
      expected: "no fault",
      cite: chassisFaults.map(({ at }) => at),
    },
  ];
}

/** A log that is full drops what comes next. */
export function fullLog({ logUsedPercent, logOverflowed, logAt, at }: Bmc): Observation[] {
  if (!logOverflowed && (logUsedPercent ?? 0) < fullPercent) return [];
  return [
    {
      subject: "event log",
      title: "The event log of the management controller is full: new events are lost",
      observed: logOverflowed ? "it has overflowed" : `over ${fullPercent} % used`,
      expected: "room for new events",
      cite: [logAt ?? at],
      likelihood: 3,
      impact: 1,
      remedy: { steps: ["Keep it: `ipmitool sel elist > sel.txt`, then `ipmitool sel clear`"] },
    },
  ];
}
