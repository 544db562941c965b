import { ToneIcon, toneSoft } from "#components/findings/tone.tsx";
import { cn } from "#components/ui/cn.ts";
import { impactWords, likelihoodWords } from "#lib/reports/rule-sheet.ts";
import { type Level, severityOf } from "#lib/rules/severity.ts";

const levels = [1, 2, 3, 4] as const;

/** Where a rule stands in the matrix that severity follows from: its cell is framed and named. */
export function SeverityMatrix({ likelihood, impact }: { likelihood: Level; impact: Level }) {
  return (
    <div className="grid gap-3 px-3.5 py-3.5">
      <dl className="grid gap-1">
        <div className="flex flex-wrap gap-x-2">
          <dt className="text-ink-3">Likelihood {likelihood} of 4</dt>
          <dd>{likelihoodWords[likelihood - 1]}</dd>
        </div>
        <div className="flex flex-wrap gap-x-2">
          <dt className="text-ink-3">Impact {impact} of 4</dt>
          <dd>{impactWords[impact - 1]}</dd>
        </div>
      </dl>
      <table className="w-full max-w-[420px] table-fixed border-separate border-spacing-[3px] text-tiny">
        <caption className="sr-only">Severity by likelihood and impact</caption>
        <thead>
          <tr>
            <td className="w-[76px]" />
            {levels.map((each) => (
              <th key={each} scope="col" className="font-medium text-ink-3">
                Impact {each}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {levels.toReversed().map((row) => (
            <tr key={row}>
              <th scope="row" className="whitespace-nowrap text-left font-medium text-ink-3">
                Likelihood {row}
              </th>
              {levels.map((column) => (
                <MatrixCell key={column} likelihood={row} impact={column} on={row === likelihood && column === impact} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function MatrixCell({ likelihood, impact, on }: { likelihood: Level; impact: Level; on: boolean }) {
  const severity = severityOf(likelihood, impact);
  if (!on) return <td className="rounded bg-sunken px-1 py-1 text-center text-ink-3">{severity}</td>;
  return (
    <td aria-current="true" className={cn("rounded px-1 py-1 font-[550] outline-2 outline-current", toneSoft[severity])}>
      <span className="flex items-center justify-center gap-1">
        <ToneIcon tone={severity} className="size-[13px]" />
        {severity}
      </span>
    </td>
  );
}
