import { ToneIcon, toneText } from "#components/findings/tone.tsx";
import { cn } from "#components/ui/cn.ts";
import { type Severity, severities } from "#lib/rules/severity.ts";

/** Open findings by severity, worst first, those there are: icon, number, and the word for a screen reader. */
export function SeverityCounts({ findings }: { findings: Record<Severity, number> }) {
  const present = [...severities].reverse().filter((severity) => findings[severity] > 0);
  if (present.length === 0) return <span className="whitespace-nowrap text-ink-3">no findings</span>;
  return (
    <ul className="flex gap-2.5">
      {present.map((severity) => (
        <li
          key={severity}
          title={`${findings[severity]} ${severity}`}
          className={cn("inline-flex items-center gap-1 font-[550] tabular-nums", toneText[severity])}
        >
          <ToneIcon tone={severity} />
          {findings[severity]}{" "}
          <span className="sr-only">{severity}</span>
        </li>
      ))}
    </ul>
  );
}
