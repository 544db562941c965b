import { Check, Circle, Diamond, Info, type LucideIcon, Minus, OctagonAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";
import type { Severity } from "#lib/rules/severity.ts";

/** How good or bad something is. Always drawn as icon + word + colour, never colour alone. */
export type Tone = Severity | "holds" | "unknown" | "not-applicable";

function QuestionMark({ className }: { className?: string }) {
  return (
    <span aria-hidden className={cn("inline-grid place-items-center font-semibold leading-none", className, "w-[9px]")}>
      ?
    </span>
  );
}

const icons: Record<Tone, LucideIcon | typeof QuestionMark> = {
  critical: OctagonAlert,
  high: TriangleAlert,
  medium: Diamond,
  low: Circle,
  info: Info,
  holds: Check,
  unknown: QuestionMark,
  "not-applicable": Minus,
};

/** Text colour of a tone. */
export const toneText: Record<Tone, string> = {
  critical: "text-critical",
  high: "text-high",
  medium: "text-medium",
  low: "text-low",
  info: "text-ink-2",
  holds: "text-ok",
  unknown: "text-unknown",
  "not-applicable": "text-ink-3",
};

/** Text on its soft background; what is good has none, so that the eye goes to the faults. */
export const toneSoft: Record<Tone, string> = {
  critical: "bg-critical-soft text-critical",
  high: "bg-high-soft text-high",
  medium: "bg-medium-soft text-medium",
  low: "bg-low-soft text-low",
  info: "bg-low-soft text-ink-2",
  holds: "text-ok",
  unknown: "hatched text-unknown",
  "not-applicable": "text-ink-3",
};

/** The icon of a tone, 15 px. */
export function ToneIcon({ tone, className }: { tone: Tone; className?: string }) {
  const Icon = icons[tone];
  return <Icon aria-hidden className={cn("size-[15px] flex-none", className)} />;
}

/** Icon and word in the colour of a tone. */
export function ToneWord({ tone, children, className }: { tone: Tone; children: ReactNode; className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-[5px] whitespace-nowrap font-[550] text-[12.3px]", toneText[tone], className)}>
      <ToneIcon tone={tone} />
      <span className="self-baseline">{children}</span>
    </span>
  );
}

const words: Record<Severity, string> = { critical: "Critical", high: "High", medium: "Medium", low: "Low", info: "Info" };

/** A severity as everyone sees it everywhere. */
export function SeverityWord({ severity }: { severity: Severity }) {
  return <ToneWord tone={severity}>{words[severity]}</ToneWord>;
}
