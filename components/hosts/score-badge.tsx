import { type Tone, toneSoft } from "#components/findings/tone.tsx";
import { cn } from "#components/ui/cn.ts";
import { percent } from "#components/ui/format.ts";
import type { Score } from "#lib/engine/judgement.ts";

/** What a badge needs of a score; a score never stands without its coverage. */
export type Risk = Pick<Score, "score" | "coverage" | "sight">;

/** The colour of a score: that of the worst band it reaches; with too little seen it has none. */
function scoreTone({ score, sight }: Pick<Risk, "score" | "sight">): Tone {
  if (sight === "unknown") return "unknown";
  if (score >= 75) return "critical";
  if (score >= 45) return "high";
  if (score >= 20) return "medium";
  if (score >= 5) return "low";
  return sight === "seen" ? "holds" : "unknown";
}

const sightWords: Record<Risk["sight"], string> = { seen: "", "partly-seen": "partly seen", unknown: "mostly unseen" };

/** A score with its coverage below it, unless that stands in a column of its own. */
export function ScoreBadge({ risk, bare = false }: { risk: Risk | null; bare?: boolean }) {
  if (risk === null) return <span className="text-ink-3">–</span>;
  return (
    <span className="inline-grid justify-items-center">
      <span
        className={cn(
          "grid h-[22px] w-[34px] place-items-center rounded-[5px] font-[620] text-[12.8px] tabular-nums",
          toneSoft[scoreTone(risk)],
        )}
      >
        <span className="sr-only">Score </span>
        {risk.score}
      </span>
      {!bare && (
        <span className="whitespace-nowrap text-[11px] text-ink-3 tabular-nums leading-[1.5]">
          <span className="sr-only">coverage </span>
          {percent(risk.coverage)}
        </span>
      )}
    </span>
  );
}

/** The same, large, for the host's own page. */
export function ScoreSquare({ risk }: { risk: Risk | null }) {
  if (risk === null)
    return (
      <div className="hatched grid size-[58px] flex-none place-items-center rounded-xl font-[640] text-[24px] text-unknown">
        <span aria-hidden>?</span>
        <span className="sr-only">No score yet</span>
      </div>
    );
  return (
    <div
      className={cn(
        "grid size-[58px] flex-none place-items-center rounded-xl font-[640] text-[24px] tabular-nums tracking-[-0.02em]",
        toneSoft[scoreTone(risk)],
        risk.score < 5 && risk.sight === "seen" && "bg-ok-soft",
      )}
    >
      <span className="sr-only">Score </span>
      {risk.score}
    </div>
  );
}

/** "96 %", and what keeps the score from being taken at its word. */
export function CoverageWords({ risk }: { risk: Risk }) {
  const words = sightWords[risk.sight];
  return (
    <span className="whitespace-nowrap tabular-nums">
      {percent(risk.coverage)}
      {words !== "" && `, ${words}`}
    </span>
  );
}
