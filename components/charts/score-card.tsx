import { Card, Empty } from "#components/ui/card.tsx";
import { instant } from "#components/ui/format.ts";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { ChartLegend } from "./chart-legend.tsx";
import { type ChartLine, ScoreChart } from "./score-chart.tsx";
import { hasMoved, historyWords, ruleMarks, ruleWords, type ScorePoint, stepsOf, stillWords } from "./score-history.ts";

const lines: readonly ChartLine[] = [
  { of: "coveragePercent", name: "coverage", unit: "%", look: "coverage" },
  { of: "score", name: "score", unit: "of 100", look: "first" },
];

/** How the score and the coverage of a host went, drawn and as a table; in words alone where a drawing would be two flat lines. */
export function ScoreCard({ points, goodAt }: { points: readonly ScorePoint[]; goodAt: Date | null }) {
  if (!hasMoved(points))
    return (
      <Card title="Score and coverage">
        <Empty>{points.length === 0 ? "No score yet: the first visit makes one." : stillWords(points)}</Empty>
      </Card>
    );
  return (
    <Card title="Score and coverage" hint="over time, UTC">
      <div className="px-3.5 pt-2.5">
        <ChartLegend lines={[...lines].reverse()} />
        <ScoreChart
          label={historyWords(points)}
          lines={lines}
          steps={stepsOf(points)}
          marks={ruleMarks(points)}
          goodAt={goodAt?.getTime() ?? null}
        />
      </div>
      <details className="border-line border-t">
        <summary className="px-3.5 py-2 text-ink-2 text-small hover:bg-sunken focus-visible:outline-offset-[-2px]">
          The same as a table
        </summary>
        <ScoreTable points={points} />
      </details>
    </Card>
  );
}

/** Newest first, as the list of changes beside it. */
function ScoreTable({ points }: { points: readonly ScorePoint[] }) {
  return (
    <Table label="Score and coverage over time" className="border-line border-t">
      <thead>
        <tr>
          <Th className="pl-3.5">From (UTC)</Th>
          <Th>Last seen (UTC)</Th>
          <Th className="text-right">Score</Th>
          <Th className="text-right">Coverage</Th>
          <Th>Measured by</Th>
        </tr>
      </thead>
      <tbody>
        {[...points].reverse().map((point) => (
          <tr key={point.seenFrom.getTime()}>
            <Td className="whitespace-nowrap pl-3.5 tabular-nums">{minute(point.seenFrom)}</Td>
            <Td className="whitespace-nowrap tabular-nums">{minute(point.seenUntil)}</Td>
            <Td numeric>{point.score}</Td>
            <Td numeric className="whitespace-nowrap">
              {Math.floor(point.coverage * 100)} %
            </Td>
            <Td className="whitespace-nowrap text-ink-2">{measureWords(point)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const minute = (at: Date) => instant(at).slice(0, 16);

function measureWords({ rules }: ScorePoint): string {
  if (rules === null) return "–";
  return rules.added + rules.removed === 0 ? "the same rules" : `other ${ruleWords(rules)}`;
}
