import { Fragment } from "react";
import { cn } from "#components/ui/cn.ts";
import { Prose } from "#components/ui/host-text.tsx";
import type { Score, ScorePart } from "#lib/engine/judgement.ts";
import { type Severity, severities } from "#lib/rules/severity.ts";

const floors: readonly { floor: number; severity: Severity }[] = [
  { floor: 75, severity: "critical" },
  { floor: 45, severity: "high" },
  { floor: 20, severity: "medium" },
  { floor: 5, severity: "low" },
];

const fills: Record<Severity, string> = {
  critical: "fill-critical-soft",
  high: "fill-high-soft",
  medium: "fill-medium-soft",
  low: "fill-low-soft",
  info: "fill-low-soft",
};
const inks: Record<Severity, string> = {
  critical: "fill-critical",
  high: "fill-high",
  medium: "fill-medium",
  low: "fill-low",
  info: "fill-ink-2",
};

/** Points of a floor that leave room for its words. */
const wordsPoints = 45;
/** Points that leave room for "+9.2" in a bar of usual width. */
const labelPoints = 3.5;
/** The same in a bar on a phone. */
const labelPointsOnPhone = 12;

/** What the floor stands for: the worst band that is there, or what an unknown rule may hide. */
function floorWords(score: Score): string {
  const band = floors.find((each) => each.floor === score.floor)?.severity;
  if (band === undefined) return "nothing weighty is open";
  const isFound = score.parts.some((part) => part.kind === "finding" && part.severity === band);
  return isFound ? `a ${band} finding is open` : `what could not be read may hide a ${band} fault`;
}

/** Parts that say the same are told once: their points added up. */
function rows(parts: readonly ScorePart[]): (ScorePart & { times: number })[] {
  const byTitle = new Map<string, ScorePart & { times: number }>();
  for (const part of parts) {
    const key = `${part.kind}|${part.rule}|${part.title}`;
    const before = byTitle.get(key);
    byTitle.set(key, { ...part, times: (before?.times ?? 0) + 1, points: (before?.points ?? 0) + part.points });
  }
  return [...byTitle.values()].sort(
    (one, other) => severities.indexOf(other.severity) - severities.indexOf(one.severity) || other.points - one.points,
  );
}

/** The score as a bar of 100: the floor, each finding's share, the unknown hatched; and the same in words, which add up exactly. */
export function ScoreExplained({ score }: { score: Score }) {
  const words = floorWords(score);
  return (
    <div className="grid gap-1.5">
      <Bar score={score} words={words} />
      {score.parts.length > 0 && (
        <details className="text-small">
          <summary className="inline-block rounded-sm text-ink-3 underline decoration-line-strong underline-offset-2 hover:text-ink">
            Why {score.score}?
          </summary>
          <Sum score={score} words={words} />
        </details>
      )}
    </div>
  );
}

function Sum({ score, words }: { score: Score; words: string }) {
  return (
    <dl className="mt-1.5 grid grid-cols-[52px_minmax(0,1fr)] gap-x-2 gap-y-0.5 tabular-nums">
      <dt className="text-right font-[550]">{score.floor}</dt>
      <dd className="text-ink-2">{words}</dd>
      {rows(score.parts).map((part) => (
        <Fragment key={`${part.kind}|${part.rule}|${part.title}`}>
          <dt className="text-right font-[550]">+{part.points.toFixed(1)}</dt>
          <dd className="break-words text-ink-2">
            <Prose>{part.title}</Prose>
            {part.times > 1 && ` (${part.times} times)`}
          </dd>
        </Fragment>
      ))}
      <dt className="border-line border-t text-right font-[550]">{score.score}</dt>
      <dd className="border-line border-t text-ink-2">
        the score, rounded{score.worstCase > score.score && `; ${score.worstCase} if everything that could not be decided is a fault`}
      </dd>
    </dl>
  );
}

function Bar({ score, words }: { score: Score; words: string }) {
  let x = score.floor;
  const segments = score.parts.map((part) => {
    const segment = { part, x, width: part.points };
    x += part.points;
    return segment;
  });
  return (
    <svg
      role="img"
      aria-label={`Score ${score.score} of 100: ${score.floor} because ${words}, the rest from ${score.parts.length} parts`}
      className="h-[26px] w-full overflow-hidden rounded-md text-[11.6px]"
    >
      <defs>
        <pattern id="unseen" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V8" className="stroke-line-strong" strokeWidth="3" />
        </pattern>
      </defs>
      <rect x="0.5" y="0.5" width="100%" height="25" rx="6" className="fill-none stroke-line" strokeDasharray="4 3" />
      {score.floor > 0 && (
        <>
          <rect width={`${score.floor}%`} height="26" className="fill-sunken" />
          <rect x="0.5" y="0.5" width={`${score.floor}%`} height="25" rx="6" className="fill-none stroke-line" />
          <svg width={`${score.floor}%`} height="26" aria-hidden="true">
            <text x="9" y="17" className="fill-ink-2 font-[550]">
              {score.floor}
              {score.floor >= wordsPoints && `\u2002${words}`}
            </text>
          </svg>
        </>
      )}
      {segments.map(({ part, ...place }) => (
        <Segment key={`${part.rule}|${part.fingerprint}`} part={part} {...place} />
      ))}
    </svg>
  );
}

function Segment({ part, x, width }: { part: ScorePart; x: number; width: number }) {
  const ghost = part.kind === "ghost";
  return (
    <svg x={`${x}%`} width={`${width}%`} height="26" aria-hidden="true">
      <title>{`+${part.points.toFixed(1)} ${part.title}`}</title>
      <rect x="1" width="100%" height="26" className={ghost ? "fill-sunken" : fills[part.severity]} />
      {ghost && <rect x="1" width="100%" height="26" fill="url(#unseen)" />}
      {!ghost && width >= labelPoints && (
        <text x="9" y="17" className={cn("font-[550]", inks[part.severity], width < labelPointsOnPhone && "max-sm:hidden")}>
          +{part.points.toFixed(1)}
        </text>
      )}
    </svg>
  );
}
