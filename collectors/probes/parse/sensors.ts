import { z } from "zod";
import type { Section } from "#collectors/probe.ts";
import { citeJson, citeLine } from "#lib/facts/cite.ts";
import type { Sensor } from "#lib/facts/sensors.ts";
import { fieldsOf } from "./escapes.ts";
import { linesOf } from "./sections.ts";

const Features = z.record(z.string(), z.unknown());

/** Nothing in a computer that runs is so cold or so hot: the header has no sensor. */
const isReal = (celsius: number) => celsius > 1 && celsius < 120;
/** Chips print 0, 127, 65261.85 or -273.15 for a limit that nobody set, and boards a critical one of 20.8. */
const limitOf = (celsius: number | undefined) => (celsius !== undefined && celsius >= 40 && celsius < 127 ? celsius : null);

/** `sensors -j`: chip → label → "temp1_input", "temp1_max", "temp1_crit", "fan2_input" … */
export function sensorsFromJson(section: Section): Sensor[] {
  const chips = Features.parse(JSON.parse(section.text));
  return Object.entries(chips).flatMap(([chip, features]) => {
    const labels = Features.safeParse(features).data ?? {};
    return Object.entries(labels).flatMap(([label, values]) => {
      const numbers = z.record(z.string(), z.number()).safeParse(values).data;
      const input = Object.keys(numbers ?? {}).find((key) => /^(temp|fan)\d+_input$/.test(key));
      if (!numbers || !input) return [];
      const stem = input.slice(0, -"_input".length);
      const alarm = Object.entries(numbers).some(([key, value]) => key.startsWith(stem) && /_alarm$|_fault$/.test(key) && value > 0);
      const [value, high, critical] = ["input", "max", "crit"].map((name) => numbers[`${stem}_${name}`]);
      return sensorOf(chip, label, stem.startsWith("fan"), value, high, critical, alarm, citeJson(section.source, { [label]: values }));
    });
  });
}

function sensorOf(
  chip: string,
  label: string,
  isFan: boolean,
  value: number | undefined,
  high: number | undefined,
  critical: number | undefined,
  alarm: boolean,
  at: Sensor["at"],
): Sensor[] {
  if (value === undefined || (!isFan && !isReal(value))) return [];
  if (isFan) return [{ chip, label, kind: "fan", value, high: null, critical: null, alarm, at }];
  return [{ chip, label, kind: "temperature", value, high: limitOf(high), critical: limitOf(critical), alarm, at }];
}

/** sensors(1): "Package id 0:  +86.0°C  (high = +80.0°C, crit = +90.0°C)", where the limits may go on in the next line. */
export function sensorsFromText(section: Section): Sensor[] {
  const lines = linesOf(section.text);
  let chip = "";
  return lines.flatMap((line, index) => {
    if (/^[^:\s]+$/.test(line)) chip = line;
    const [, label = "", reading, unit] = /^([^:]{1,60}): +\+?(-?\d+(?:\.\d+)?) ?(°?C|RPM)(?=\s|$)/.exec(line.slice(0, 200)) ?? [];
    if (reading === undefined) return [];
    const more = /^ {10,}\(/.test(lines[index + 1] ?? "") ? lines[index + 1] : "";
    const limits = `${line} ${more}`.slice(0, 400);
    const limit = (name: string) => numberOf(new RegExp(`\\b${name} += +\\+?(-?[\\d.]+)`).exec(limits)?.[1]);
    const alarm = /\bALARM\b/.test(limits);
    return sensorOf(
      chip,
      label,
      unit === "RPM",
      Number(reading),
      limit("high"),
      limit("crit"),
      alarm,
      citeLine(section.source, lines, index),
    );
  });
}

function numberOf(text: string | undefined): number | undefined {
  const value = Number(text ?? Number.NaN);
  return Number.isNaN(value) ? undefined : value;
}

/** /sys/class/thermal: "x86_pkg_temp" and thousandths of a degree. */
export function thermalZones(types: readonly Section[], temperatures: readonly Section[]): Sensor[] {
  return temperatures.flatMap((section) => {
    const chip = section.source.split("/").at(-2) ?? "";
    const type = types.find(({ source }) => source.split("/").at(-2) === chip);
    const celsius = Number(fieldsOf(section.text.trim())[0] ?? Number.NaN) / 1000;
    const label = type?.text.trim() || chip;
    return Number.isNaN(celsius)
      ? []
      : sensorOf(chip, label, false, celsius, undefined, undefined, false, citeLine(section.source, linesOf(section.text), 0));
  });
}
