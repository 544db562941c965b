import type { Cite } from "#lib/facts/cite.ts";
import type { SmartDisk, SmartValueName } from "#lib/facts/smart.ts";
import type { Level } from "#lib/rules/rule.ts";
import { smartValue } from "#lib/rules/shared/hardware.ts";
import { roughly } from "#lib/rules/shared/wording.ts";

/** Something in a disk's SMART data that comes before its failure. */
export interface DiskSign {
  text: string;
  likelihood: Level;
  impact: Level;
  at: Cite;
}

/** So few sectors may have been replaced years ago; what counts then is whether they grow. */
const fewReallocated = 50;
const fewReported = 10;
/** Where the maker's estimate of the flash's life ends, in per cent. */
const wornPercent = 90;

/** Signs of failure, none for a healthy disk; `earlier` is the same disk in an older visit. */
export function signsOf(disk: SmartDisk, earlier?: SmartDisk): DiskSign[] {
  const at = (name: SmartValueName) =>
    disk.values.findLast((value) => value.name === name && value.value === smartValue(disk, name))?.at ?? disk.at;
  const value = (name: SmartValueName) => smartValue(disk, name) ?? 0;
  const grew = (name: SmartValueName) => {
    const before = earlier && smartValue(earlier, name);
    return before !== undefined && before !== null && value(name) > before ? before : null;
  };
  const sign = (name: SmartValueName, text: string, likelihood: Level, impact: Level): DiskSign => ({
    text,
    likelihood,
    impact,
    at: at(name),
  });
  const rising = (name: SmartValueName, noun: string, what: string, many: number): DiskSign[] => {
    const [now, before] = [value(name), grew(name)];
    if (now === 0) return [];
    const text = `${roughly(now, noun)} ${what}`;
    return [before === null ? sign(name, text, 3, now > many ? 3 : 2) : sign(name, `${text}, ${before} before`, 3, 3)];
  };
  return [
    ...(disk.passed === false ? [{ text: "its own verdict is FAILED", likelihood: 4, impact: 3, at: disk.at } satisfies DiskSign] : []),
    ...disk.failingAttributes
      .filter(({ when }) => when === "now")
      .map((one): DiskSign => ({ text: `${one.name} is below its threshold`, likelihood: 4, impact: 3, at: one.at })),
    ...(value("pending-sectors") > 0
      ? [sign("pending-sectors", `${roughly(value("pending-sectors"), "sector")} pending that it cannot read`, 3, 3)]
      : []),
    ...(value("offline-uncorrectable-sectors") > 0
      ? [sign("offline-uncorrectable-sectors", `${value("offline-uncorrectable-sectors")} uncorrectable in its own scan`, 3, 3)]
      : []),
    ...failedSelfTest(disk),
    ...rising("reallocated-sectors", "sector", "replaced from its reserve", fewReallocated),
    ...rising("reported-uncorrectable-errors", "read error", "reported to the host", fewReported),
    ...flashSigns(disk, sign, grew),
    ...(value("uncorrected-errors") > 0
      ? [sign("uncorrected-errors", roughly(value("uncorrected-errors"), "uncorrected error"), 3, 3)]
      : []),
    ...(grew("grown-defects") === null
      ? []
      : [sign("grown-defects", `${value("grown-defects")} grown defects, ${grew("grown-defects")} before`, 3, 3)]),
    ...(grew("interface-crc-errors") === null
      ? []
      : [
          sign(
            "interface-crc-errors",
            `checksum errors on its cable rose from ${grew("interface-crc-errors")} to ${value("interface-crc-errors")}`,
            2,
            2,
          ),
        ]),
  ];
}

function flashSigns(
  disk: SmartDisk,
  sign: (name: SmartValueName, text: string, likelihood: Level, impact: Level) => DiskSign,
  grew: (name: SmartValueName) => number | null,
): DiskSign[] {
  const value = (name: SmartValueName) => smartValue(disk, name);
  const [warning, spare, threshold] = [
    value("critical-warning") ?? 0,
    value("available-spare-percent"),
    value("available-spare-threshold-percent"),
  ];
  const [used, mediaErrors] = [value("percentage-used") ?? 0, value("media-errors") ?? 0];
  const isSpent = spare !== null && threshold !== null && threshold > 0 && spare <= threshold;
  return [
    ...(warning > 0
      ? [sign("critical-warning", `critical warning 0x${warning.toString(16).padStart(2, "0")}: ${warningWords(warning)}`, 4, 3)]
      : []),
    ...(isSpent ? [sign("available-spare-percent", `${spare} % of its spare blocks left, ${threshold} % is its limit`, 4, 3)] : []),
    ...(used >= wornPercent ? [sign("percentage-used", `over ${Math.floor(used / 10) * 10} % of its rated life used`, 3, 2)] : []),
    ...(mediaErrors === 0
      ? []
      : grew("media-errors") === null
        ? [sign("media-errors", roughly(mediaErrors, "media error"), 2, 2)]
        : [sign("media-errors", `${roughly(mediaErrors, "media error")}, ${grew("media-errors")} before`, 3, 3)]),
  ];
}

/** Bits of the critical warning (NVM Express base specification, SMART / health log). */
function warningWords(warning: number): string {
  const words = [
    "spare blocks low",
    "temperature beyond its limits",
    "reliability degraded",
    "read-only",
    "its memory backup failed",
    "persistent memory read-only",
  ];
  return words.filter((_, bit) => (warning >> bit) % 2 === 1).join(", ") || "unknown bits";
}

/** The newest self-test that came to a result. */
function failedSelfTest(disk: SmartDisk): DiskSign[] {
  const last = disk.selfTests?.find(({ passed }) => passed !== null);
  if (last?.passed !== false) return [];
  const when = last.powerOnHours === null ? "" : ` at ${last.powerOnHours} hours of operation`;
  return [{ text: `its last self-test (${last.kind}) ended in: ${last.status}${when}`, likelihood: 3, impact: 3, at: last.at }];
}
