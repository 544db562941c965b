import type { ChartLine } from "./score-chart.tsx";

const looks: Record<ChartLine["look"], string> = {
  first: "border-ink border-t-2",
  second: "border-ink-3 border-t-2",
  coverage: "border-accent border-t-2 border-dashed",
};

/** What each line of a chart is, with its scale. */
export function ChartLegend({ lines }: { lines: readonly ChartLine[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-0.5 text-ink-2 text-small">
      {lines.map(({ of, name, unit, look }) => (
        <li key={of} className="flex items-center gap-1.5">
          <span aria-hidden className={`w-4 ${looks[look]}`} />
          {name}, {unit === "%" ? "%" : "0 to 100"}
        </li>
      ))}
    </ul>
  );
}
