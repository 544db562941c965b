import type { Section } from "#collectors/probe.ts";
import type { Cite } from "#lib/facts/cite.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { iniBoolean } from "./ini.ts";
import { linesOf, succeeded } from "./sections.ts";

/** What the kernel says of the clock, as timedatectl(1) passes it on. */
export interface KernelClock {
  synchronised: boolean;
  localRtc: boolean | null;
  at: Cite;
  localRtcAt: Cite | null;
}

/** `timedatectl show` (Key=value), or the table of older versions. Null where it did not answer. */
export function kernelClock(section: Section): KernelClock | null {
  if (!succeeded(section)) return null;
  const lines = linesOf(section.text);
  const find = (pattern: RegExp) => lines.findIndex((line) => pattern.test(line));
  const valueAt = (index: number) => iniBoolean(/[=:]\s*(\w+)\s*$/.exec(lines[index] ?? "")?.[1] ?? null);
  const sync = find(/^(NTPSynchronized=|\s*(NTP synchronized|System clock synchronized):)/);
  const rtc = find(/^(LocalRTC=|\s*RTC in local TZ:)/);
  const synchronised = valueAt(sync);
  if (synchronised === null) return null;
  return {
    synchronised,
    localRtc: valueAt(rtc),
    at: citeLine(section.source, lines, sync),
    localRtcAt: rtc < 0 ? null : citeLine(section.source, lines, rtc),
  };
}
