import { instant } from "#components/ui/format.ts";

/** The score of a host while it was in one state. */
export interface ScorePoint {
  seenFrom: Date;
  seenUntil: Date;
  /** 0 to 100. */
  score: number;
  /** 0 to 1. */
  coverage: number;
  /** How many rules came and went; null where that was not kept. */
  rules: { added: number; removed: number } | null;
}

/** One step of the lines: from `at` (milliseconds) until the next. */
export type Step = { at: number; score: number; coveragePercent: number };

/** Something that happened to the measure rather than to the host. */
export interface Mark {
  at: number;
  words: string;
}

/** The steps to draw; the last state lasts until it was last seen. */
export function stepsOf(points: readonly ScorePoint[]): Step[] {
  const steps = points.map((point) => ({ at: point.seenFrom.getTime(), ...valuesOf(point) }));
  const last = points.at(-1);
  return last === undefined || last.seenUntil <= last.seenFrom ? steps : [...steps, { at: last.seenUntil.getTime(), ...valuesOf(last) }];
}

/** Where the rules were others than before: "rules +12 −1". A jump of the score there says nothing of the host. */
export function ruleMarks(points: readonly ScorePoint[]): Mark[] {
  return points.flatMap(({ seenFrom, rules }) =>
    rules === null || rules.added + rules.removed === 0 ? [] : [{ at: seenFrom.getTime(), words: ruleWords(rules) }],
  );
}

/** "rules +12 −1". */
export function ruleWords({ added, removed }: { added: number; removed: number }): string {
  return `rules${added > 0 ? ` +${added}` : ""}${removed > 0 ? ` −${removed}` : ""}`;
}

/** Whether there is anything to draw: the score or the coverage was another at some visit, or the rules were. */
export function hasMoved(points: readonly ScorePoint[]): boolean {
  const values = new Set(points.map((point) => `${point.score} ${percentOf(point)}`));
  return values.size > 1 || (points.length > 1 && ruleMarks(points).length > 0);
}

/** What there is to say where nothing moved. */
export function stillWords(points: readonly ScorePoint[]): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return "No score yet";
  const values = `Score ${last.score} of 100, coverage ${percentOf(last)} %`;
  const since = `${instant(first.seenFrom).slice(0, 16)} UTC`;
  return points.length === 1 && last.seenUntil <= last.seenFrom
    ? `${values}, from one visit, ${since}: a chart is drawn once it moves.`
    : `${values}, the same at every visit since ${since}: a chart is drawn once it moves.`;
}

/** The chart in one sentence, for who cannot see it. */
export function historyWords(points: readonly ScorePoint[]): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return "No score yet";
  const scores = points.map(({ score }) => score);
  return `Score from ${first.score} to ${last.score} of 100, lowest ${Math.min(...scores)}, highest ${Math.max(...scores)}; coverage from ${percentOf(first)} to ${percentOf(last)} %`;
}

const percentOf = ({ coverage }: ScorePoint) => Math.floor(coverage * 100);

function valuesOf(point: ScorePoint): Pick<Step, "score" | "coveragePercent"> {
  return { score: point.score, coveragePercent: percentOf(point) };
}
