import type { Section } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { SmartDisk, SmartValueName } from "#lib/facts/smart.ts";
import { linesOf } from "./sections.ts";

/** ATA attributes that mean the same on every disk; vendors pack several numbers into the others. */
const attributeNames: Readonly<Record<number, SmartValueName>> = {
  5: "reallocated-sectors",
  9: "power-on-hours",
  187: "reported-uncorrectable-errors",
  194: "temperature-celsius",
  197: "pending-sectors",
  198: "offline-uncorrectable-sectors",
  199: "interface-crc-errors",
};

/** Whether an attribute is that, by its number and name: Crucial's "Current_Pending_ECC_Cnt" goes to 1 and back on sound disks. */
export function valueNameOf(id: number, label: string): SmartValueName | undefined {
  return /Pending_ECC/i.test(label) ? undefined : attributeNames[id];
}

/** The device that was asked for: the last word of the command. */
export function deviceOf(section: Section): string {
  return section.source.split(" ").at(-1) ?? section.source;
}

/** Why smartctl says that it could not read a disk, in any of its words; null where it does not say so. */
export function unreadOf(text: string): SmartDisk["unread"] {
  if (/device is in (standby|sleep|stopped|idle)\w* mode/i.test(text)) return "asleep";
  if (/megaraid,|requires option '-d|(?:try|please try) (?:adding|an additional) '-d|-d (?:cciss|aacraid|3ware|areca)/i.test(text))
    return "behind-controller";
  if (
    /SMART support is: *Unavailable|does not support SMART|lacks SMART capability|unknown USB bridge|unable to detect device type/i.test(
      text,
    )
  )
    return "unsupported";
  if (/open device: .* failed|read device identity failed|mandatory SMART command failed/i.test(text)) return "failed";
  return null;
}

const labels: readonly [RegExp, SmartValueName][] = [
  [/^Critical Warning: +(0x[0-9a-f]+|\d+)/i, "critical-warning"],
  [/^Available Spare: +(\d+)%/, "available-spare-percent"],
  [/^Available Spare Threshold: +(\d+)%/, "available-spare-threshold-percent"],
  [/^Percentage Used: +(\d+)%/, "percentage-used"],
  [/^Media and Data Integrity Errors: +([\d,.]+)/, "media-errors"],
  [/^Power On Hours: +([\d,.]+)/, "power-on-hours"],
  [/^Temperature: +(\d+) Celsius/, "temperature-celsius"],
  [/^Current Drive Temperature: +(\d+) C/, "temperature-celsius"],
  [/^Elements in grown defect list: +(\d+)/, "grown-defects"],
  [/^(?:read|write|verify): +(?:[\d.]+ +){6}(\d+)$/, "uncorrected-errors"],
];

/** `smartctl -a` or `-x` in its own words: ATA, NVMe and SCSI. */
export function smartFromText(section: Section): SmartDisk {
  const lines = linesOf(section.text);
  const cite = (index: number) => citeLine(section.source, lines, Math.max(index, 0));
  const labelled = (label: RegExp) => lines.map((line) => label.exec(line)?.[1]?.trim()).find((value) => value) ?? null;
  const health = lines.findIndex((line) => /overall-health self-assessment test result:|^SMART Health Status:/.test(line));
  const verdict = lines[health]?.split(":").at(-1)?.trim() ?? null;
  const attributes = lines.flatMap((line, index) => attributeOf(line, index));
  const disk: SmartDisk = {
    device: deviceOf(section),
    model: labelled(/^(?:Device Model|Model Number|Product): *(.*)$/),
    serial: labelled(/^Serial [Nn]umber: *(.*)$/),
    firmware: labelled(/^(?:Firmware Version|Revision): *(.*)$/),
    protocol: lines.some((line) => /^ATA Version is|^SATA Version is/.test(line))
      ? "ata"
      : lines.some((line) => /NVMe Log 0x02|^NVMe Version/.test(line))
        ? "nvme"
        : lines.some((line) => /^SMART Health Status|^Transport protocol/.test(line))
          ? "scsi"
          : null,
    passed: verdict === null ? null : /^(PASSED|OK)/.test(verdict),
    unread: null,
    values: lines.flatMap((line, index) => [
      ...attributes.flatMap((one) => (one.index === index && one.name ? [{ name: one.name, value: one.raw, at: cite(index) }] : [])),
      ...labelledValue(line).map((found) => ({ ...found, at: cite(index) })),
    ]),
    failingAttributes: attributes.flatMap(({ label, when, index }) => (when ? [{ name: label, when, at: cite(index) }] : [])),
    selfTests: selfTestsOf(lines).map(({ index, ...test }) => ({ ...test, at: cite(index) })),
    at: cite(health),
  };
  const unread = disk.passed === null && disk.values.length === 0 ? (unreadOf(`${section.text}\n${section.errorText}`) ?? "failed") : null;
  const keepsTests =
    disk.selfTests !== null && (disk.selfTests.length > 0 || lines.some((line) => /No self-tests have been logged/i.test(line)));
  return { ...disk, unread, selfTests: keepsTests ? disk.selfTests : null };
}

interface Attribute {
  index: number;
  label: string;
  name: SmartValueName | undefined;
  raw: number;
  when: "now" | "past" | null;
}

/** "197 Current_Pending_Sector  0x0022 100 100 000 Old_age Always - 8", or brief: "197 Current_Pending_Sector -O--CK 100 100 000 - 8". */
function attributeOf(line: string, index: number): Attribute[] {
  const found =
    /^ *(\d{1,3}) ([A-Z]\S*) +0x[0-9a-f]{4} +\d+ +\d+ +[\d-]+ +\S+ +\S+ +(\S+) +(\d+)/i.exec(line) ??
    /^ *(\d{1,3}) ([A-Z]\S*) +[A-Z-]{6} +\d+ +\d+ +[\d-]+ +(\S+) +(\d+)/i.exec(line);
  if (!found) return [];
  const [, id, label = "", failed = "", raw] = found;
  return [{ index, label, name: valueNameOf(Number(id), label), raw: Number(raw), when: whenOf(failed) }];
}

/** "FAILING_NOW", "In_the_past", "NOW", "Past". */
export function whenOf(failed: string): "now" | "past" | null {
  if (/now/i.test(failed)) return "now";
  return /past/i.test(failed) ? "past" : null;
}

function labelledValue(line: string): { name: SmartValueName; value: number }[] {
  for (const [pattern, name] of labels) {
    const text = pattern.exec(line)?.[1];
    if (text) return [{ name, value: Number(text.replaceAll(/[,.]/g, "")) }];
  }
  return [];
}

type SelfTest = NonNullable<SmartDisk["selfTests"]>[number];

/** "# 1  Extended offline    Completed: read failure       90%     34010         12198337720", and the tables of NVMe and SCSI. */
function selfTestsOf(lines: readonly string[]): (Omit<SelfTest, "at"> & { index: number })[] {
  const isNvme = lines.some((line) => /^Num +Test_Description +Status +Power_on_Hours/.test(line));
  return lines.flatMap((line, index) => {
    const found =
      /^# ?\d+ +(\S.*?) {2,}(\S.*?) +\d+% +(\d+) /.exec(line.slice(0, 200)) ??
      /^# ?\d+ +(\S.*?) {2,}(\S.*?) +(?:-|\d+) +(\d+|NOW) /.exec(line.slice(0, 200)) ??
      (isNvme ? /^ *\d+ +(Short|Extended|Vendor\S*) +(\S.*?) +(\d+) /.exec(line.slice(0, 200)) : null);
    if (!found) return [];
    const [, kind = "", status = "", hours] = found;
    return [{ kind, status, passed: passedOf(status), powerOnHours: Number.isNaN(Number(hours)) ? null : Number(hours), index }];
  });
}

/** A test that was stopped says nothing about the disk. */
export function passedOf(status: string): boolean | null {
  if (/without error|^Completed$|no error/i.test(status)) return true;
  return /failure|failed|Fatal|damage|segment/i.test(status) && !/abort|interrupt/i.test(status) ? false : null;
}
