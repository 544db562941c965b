import { ToneIcon, toneText } from "#components/findings/tone.tsx";
import { cn } from "#components/ui/cn.ts";
import { type Severity, severities } from "#lib/rules/severity.ts";

/** Open findings by severity, worst first, those there are: icon, number, and the word for a screen reader. `narrow` breaks into lines. */
export function SeverityCounts({ findings, narrow = false }: { findings: Record<Severity, number>; narrow?: boolean }) {
  const present = [...severities].reverse().filter((severity) => findings[severity] > 0);
  if (present.length === 0)
    return (
      <span className={cn("whitespace-nowrap text-ink-3", narrow && "block text-center text-tiny")}>{narrow ? "none" : "no findings"}</span>
    );
  return (
    <ul className={cn("flex gap-x-2.5", narrow && "flex-wrap justify-center gap-x-1.5 text-tiny")}>
      {present.map((severity) => (
        <li
          key={severity}
          title={`${findings[severity]} ${severity}`}
          className={cn("inline-flex items-center gap-1 font-[550] tabular-nums", toneText[severity])}
        >
          <ToneIcon tone={severity} />
          {findings[severity]} <span className="sr-only">{severity}</span>
        </li>
      ))}
    </ul>
  );
}
