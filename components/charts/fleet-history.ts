import { instant } from "#components/ui/format.ts";
import type { FleetPoint } from "#lib/engine/fleet-history.ts";
import { type Mark, ruleWords } from "./score-history.ts";

/** One step of the lines: from `at` (milliseconds) until the next. */
export type FleetStep = { at: number; mean: number | null; worst: number | null; coveragePercent: number };

const rounded = (value: number | null) => (value === null ? null : Math.round(value));
const percentOf = ({ coverage }: FleetPoint) => Math.floor(coverage * 100);

export function fleetSteps(points: readonly FleetPoint[]): FleetStep[] {
  return points.map((point) => ({
    at: point.at.getTime(),
    mean: rounded(point.mean),
    worst: rounded(point.worst),
    coveragePercent: percentOf(point),
  }));
}

/** Where the first host was judged by other rules. */
export function fleetMarks(rules: readonly { at: Date; added: number; removed: number }[]): Mark[] {
  return rules.map(({ at, ...change }) => ({ at: at.getTime(), words: ruleWords(change) }));
}

/** The times at which something was another than before: the rows of the table. */
export function turns(points: readonly FleetPoint[]): FleetPoint[] {
  const told = (point: FleetPoint) => [rounded(point.mean), rounded(point.worst), percentOf(point), point.inSight, point.hosts].join(" ");
  return points.filter((point, index) => {
    const before = points[index - 1];
    return before === undefined || told(before) !== told(point);
  });
}

/** The chart in one sentence; where nothing moved, that. */
export function fleetWords(points: readonly FleetPoint[]): string {
  const read = points.filter(({ mean }) => mean !== null);
  const [first, last, end] = [read[0], read.at(-1), points.at(-1)];
  if (first === undefined || last === undefined || end === undefined) return "No host was read in this time";
  const sight = `${end.inSight} of ${end.hosts} hosts in sight at the end`;
  if (turns(points).length === 1)
    return `Mean risk ${rounded(last.mean)} of 100, worst ${rounded(last.worst)}, coverage ${percentOf(last)} %: the same since ${instant(first.at).slice(0, 16)} UTC; ${sight}`;
  const worst = Math.max(...read.map((point) => point.worst ?? 0));
  return `Mean risk from ${rounded(first.mean)} to ${rounded(last.mean)} of 100, worst ${Math.round(worst)}; coverage from ${percentOf(first)} to ${percentOf(end)} %; ${sight}`;
}
