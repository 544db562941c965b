import { FindingRow } from "#components/findings/finding-row.tsx";
import type { FindingView } from "#components/findings/finding-view.ts";
import { Card } from "#components/ui/card.tsx";
import { count } from "#components/ui/format.ts";
import { Ago } from "#components/ui/time.tsx";

/** What is wrong with no single host: the way of an alert, checks from outside, Bulkhead itself. Nothing where all of it is well and known. */
export function FleetFindings({
  views,
  undecided,
  judgedAt,
  now,
  mayChange,
}: {
  views: readonly FindingView[];
  /** Reasons why rules could not be decided, each once, with how many. */
  undecided: readonly { because: string; rules: number }[];
  judgedAt: Date;
  now: Date;
  mayChange: boolean;
}) {
  if (views.length === 0 && undecided.length === 0) return null;
  return (
    <Card
      title="The fleet as a whole"
      hint={
        <>
          looked at <Ago at={judgedAt} now={now} />
        </>
      }
    >
      {views.map((view) => (
        <FindingRow
          key={view.id}
          view={view}
          open={false}
          readAtOf={() => judgedAt}
          now={now}
          mayChange={mayChange}
          evidenceHref={() => null}
        />
      ))}
      {undecided.length > 0 && (
        <ul className="grid gap-1 border-line border-t px-3.5 py-2.5 text-ink-2 text-small first:border-t-0">
          {undecided.map(({ because, rules }) => (
            <li key={because} className="wrap-anywhere">
              {count(rules, "rule")} unknown: {because}.
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
