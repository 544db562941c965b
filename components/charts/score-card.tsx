import { Card, Empty } from "#components/ui/card.tsx";
import { instant } from "#components/ui/format.ts";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { ScoreChart } from "./score-chart.tsx";
import { historyWords, ruleMarks, ruleWords, type ScorePoint, stepsOf } from "./score-history.ts";

/** How the score and the coverage of a host went, drawn and as a table. */
export function ScoreCard({ points, goodAt }: { points: readonly ScorePoint[]; goodAt: Date | null }) {
  if (points.length === 0)
    return (
      <Card title="Score and coverage">
        <Empty>No score yet: the first visit makes one.</Empty>
      </Card>
    );
  return (
    <Card title="Score and coverage" hint="over time, UTC">
      <div className="px-3.5 pt-2.5">
        <Legend />
        <ScoreChart label={historyWords(points)} steps={stepsOf(points)} marks={ruleMarks(points)} goodAt={goodAt?.getTime() ?? null} />
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

function Legend() {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-0.5 text-ink-2 text-small">
      <li className="flex items-center gap-1.5">
        <span aria-hidden className="w-4 border-ink border-t-2" />
        score, 0 to 100
      </li>
      <li className="flex items-center gap-1.5">
        <span aria-hidden className="w-4 border-accent border-t-2 border-dashed" />
        coverage, %
      </li>
    </ul>
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
