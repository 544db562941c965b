import { Check, CircleAlert, Lightbulb } from "lucide-react";
import { Card } from "#components/ui/card.tsx";
import { count } from "#components/ui/format.ts";
import type { ReportProblem } from "#lib/postmortems/schema.ts";

/** What does not fit yet, line by line, and what deserves a second look. Announced as it changes. */
export function ReportProblems({
  problems,
  hints,
  onLine,
}: {
  problems: readonly ReportProblem[];
  hints: readonly string[];
  /** Goes to that line of the text. */
  onLine: (line: number) => void;
}) {
  const title = problems.length === 0 ? "It fits" : `${count(problems.length, "thing does", "things do")} not fit yet`;
  return (
    <Card title={title} hint={hints.length === 0 ? undefined : `${count(hints.length, "hint")} below`}>
      <div id="report-problems" role="status">
        {problems.length === 0 && (
          <p className="flex items-center gap-2 px-3.5 py-3 text-ok">
            <Check aria-hidden className="size-[15px]" /> Every field is there and can be read.
          </p>
        )}
        <ul className="max-h-[46vh] overflow-y-auto">
          {problems.map(({ field, message, line }) => (
            <li key={`${field} ${message}`} className="flex gap-2 border-line border-b px-3.5 py-2 last:border-b-0">
              <CircleAlert aria-hidden className="mt-0.5 size-[15px] flex-none text-critical" />
              <span className="wrap-anywhere min-w-0">
                <b className="font-[550]">{field}</b> {message}
                {line !== null && (
                  <button
                    type="button"
                    onClick={() => onLine(line)}
                    className="ml-1.5 inline-block min-h-6 rounded-sm text-accent text-small hover:underline"
                  >
                    line {line}
                  </button>
                )}
              </span>
            </li>
          ))}
          {hints.map((hint) => (
            <li key={hint} className="flex gap-2 border-line border-t px-3.5 py-2 text-ink-2">
              <Lightbulb aria-hidden className="mt-0.5 size-[15px] flex-none" />
              <span className="wrap-anywhere min-w-0">{hint}</span>
            </li>
          ))}
        </ul>
      </div>
    </Card>
  );
}
