import { ScoreCard } from "#components/charts/score-card.tsx";
import type { ScorePoint } from "#components/charts/score-history.ts";
import { KnownGood } from "#components/hosts/known-good.tsx";
import { Card } from "#components/ui/card.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Ago } from "#components/ui/time.tsx";
import { CompareForm, type State } from "./compare-form.tsx";
import { type ComparedStates, Comparison } from "./comparison.tsx";
import { Timeline, type TimelineEntry } from "./timeline.tsx";

/** What the part "Changes" of a host's page shows. */
export interface ChangesPage {
  timeline: { entries: TimelineEntry[]; scores: ScorePoint[]; knownGoodAt: Date | null };
  olderHref: string | null;
  states: State[];
  asked: { from: string; to: string };
  /** What was asked for; a sentence where it is not there, null where nothing was asked. */
  comparison: ComparedStates | string | null;
}

/** Two visits to compare, what changed and when, and how the score went meanwhile. */
export function ChangesPanel({ hostId, page, now, mayChange }: { hostId: string; page: ChangesPage; now: Date; mayChange: boolean }) {
  const { timeline, states, asked, comparison, olderHref } = page;
  return (
    <div className="grid items-start gap-4 two:grid-cols-[minmax(0,1.35fr)_minmax(0,1fr)]">
      <div className="grid min-w-0 gap-4">
        <Card title="Compare two visits">
          <div className="p-3.5">
            <CompareForm hostId={hostId} states={states} from={asked.from} to={asked.to} goodAt={timeline.knownGoodAt} />
          </div>
        </Card>
        {typeof comparison === "string" && <Notice kind="warning" title={comparison} />}
        {comparison !== null && typeof comparison !== "string" && <Comparison drift={comparison} />}
        {mayChange && (
          <KnownGood hostId={hostId}>
            {timeline.knownGoodAt === null ? (
              "Nobody has called a state of this host good yet."
            ) : (
              <>
                Called good <Ago at={timeline.knownGoodAt} now={now} />.
              </>
            )}{" "}
            If it is as it should be now, say so: changes are told against this state from then on.
          </KnownGood>
        )}
        <Timeline hostId={hostId} entries={timeline.entries} olderHref={olderHref} now={now} />
      </div>
      <ScoreCard points={timeline.scores} goodAt={timeline.knownGoodAt} />
    </div>
  );
}
