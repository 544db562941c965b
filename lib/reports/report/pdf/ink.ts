import type { ReportTone } from "#lib/reports/report/model.ts";

/** Colours as PDF's operators take them: red, green and blue from 0 to 1. */
function rgb(hex: string): string {
  return [1, 3, 5].map((from) => (Number.parseInt(hex.slice(from, from + 2), 16) / 255).toFixed(3)).join(" ");
}

export const ink = rgb("#15181e");
export const grey = rgb("#626975");
export const hairline = rgb("#d9dce1");
export const sunken = rgb("#f4f5f7");

/** Text of a tone: all of them are legible on white and on their soft ground. */
export const inkOf: Record<ReportTone, string> = {
  critical: rgb("#a8123a"),
  high: rgb("#97450c"),
  medium: rgb("#79600a"),
  low: rgb("#456b85"),
  info: rgb("#4b515c"),
  holds: rgb("#1a6c46"),
  unknown: rgb("#5d6470"),
  "not-applicable": rgb("#626975"),
};

/** Ground of a cell; what is good has none, so that the eye goes to the faults. */
export const softOf: Partial<Record<ReportTone, string>> = {
  critical: rgb("#fdeef0"),
  high: rgb("#fef2e8"),
  medium: rgb("#fdf5dc"),
  low: rgb("#eff4f7"),
  unknown: rgb("#eeeff1"),
};
