import { Card, Empty } from "#components/ui/card.tsx";
import { instant } from "#components/ui/format.ts";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { FleetPoint } from "#lib/engine/fleet-history.ts";
import { ChartLegend } from "./chart-legend.tsx";
import { fleetMarks, fleetSteps, fleetWords, turns } from "./fleet-history.ts";
import { type ChartLine, ScoreChart } from "./score-chart.tsx";

const lines: readonly ChartLine[] = [
  { of: "coveragePercent", name: "coverage", unit: "%", look: "coverage" },
  { of: "worst", name: "worst risk", unit: "of 100", look: "second" },
  { of: "mean", name: "mean risk", unit: "of 100", look: "first" },
];

/** How the risk and the coverage of the fleet went, drawn and as a table; in words alone where nothing moved. */
export function FleetScoreCard({
  points,
  rules,
}: {
  points: readonly FleetPoint[];
  rules: readonly { at: Date; added: number; removed: number }[];
}) {
  const rows = turns(points);
  if (rows.length < 2)
    return (
      <Card title="Risk and coverage">
        <Empty>{fleetWords(points)}.</Empty>
      </Card>
    );
  return (
    <Card title="Risk and coverage" hint="of the hosts in sight, UTC">
      <div className="px-3.5 pt-2.5">
        <ChartLegend lines={[...lines].reverse()} />
        <ScoreChart label={fleetWords(points)} lines={lines} steps={fleetSteps(points)} marks={fleetMarks(rules)} goodAt={null} />
      </div>
      <details className="border-line border-t">
        <summary className="px-3.5 py-2 text-ink-2 text-small hover:bg-sunken focus-visible:outline-offset-[-2px]">
          The same as a table
        </summary>
        <FleetTable rows={rows} />
      </details>
    </Card>
  );
}

/** Newest first; a time at which nothing turned has no row. */
function FleetTable({ rows }: { rows: readonly FleetPoint[] }) {
  const steps = fleetSteps(rows);
  return (
    <Table label="Risk and coverage of the fleet over time" className="border-line border-t">
      <thead>
        <tr>
          <Th className="pl-3.5">From (UTC)</Th>
          <Th className="text-right">Mean</Th>
          <Th className="text-right">Worst</Th>
          <Th className="text-right">Coverage</Th>
          <Th className="text-right">In sight</Th>
        </tr>
      </thead>
      <tbody>
        {rows
          .map((row, index) => ({ row, step: steps[index] }))
          .reverse()
          .map(({ row, step }) => (
            <tr key={row.at.getTime()}>
              <Td className="whitespace-nowrap pl-3.5 tabular-nums">{instant(row.at).slice(0, 16)}</Td>
              <Td numeric>{step?.mean ?? "–"}</Td>
              <Td numeric>{step?.worst ?? "–"}</Td>
              <Td numeric className="whitespace-nowrap">
                {step?.coveragePercent} %
              </Td>
              <Td numeric className="whitespace-nowrap">
                {row.inSight} of {row.hosts}
              </Td>
            </tr>
          ))}
      </tbody>
    </Table>
  );
}
