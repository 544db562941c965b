import { ChevronRight } from "lucide-react";
import { cn } from "#components/ui/cn.ts";
import { since } from "#components/ui/format.ts";
import { HostText, Prose } from "#components/ui/host-text.tsx";
import { FindingBody } from "./finding-body.tsx";
import type { FindingView } from "./finding-view.ts";
import { SeverityWord } from "./tone.tsx";

const confidenceWords = { confirmed: null, inferred: "inferred", suspected: "suspected" } as const;

/**
 * A finding: closed one line and a grey one; opened, from top to bottom what, observed, expected, the lines, the incident, the steps.
 * `grouped` where a heading above it says how severe it is.
 */
export function FindingRow({
  view,
  open,
  grouped = false,
  readAtOf,
  now,
  mayChange,
  evidenceHref,
}: {
  view: FindingView;
  open: boolean;
  grouped?: boolean;
  /** When a source was last read. */
  readAtOf: (source: string) => Date | null;
  now: Date;
  mayChange: boolean;
  /** Address of a source's whole output; null where there is none. */
  evidenceHref: (source: string) => string | null;
}) {
  const { finding } = view;
  const confidence = confidenceWords[finding.confidence];
  return (
    <details id={view.id} open={open} className="group border-line border-b last:border-b-0">
      <summary
        className={cn(
          "grid grid-cols-[1fr_auto] items-baseline gap-x-3 gap-y-0.5 px-3.5 py-2.5 hover:bg-sunken focus-visible:outline-offset-[-2px]",
          !grouped && "sm:grid-cols-[92px_1fr_auto]",
        )}
      >
        {!grouped && <SeverityWord severity={finding.severity} />}
        <span className={cn("min-w-0", !grouped && "order-last col-span-2 sm:order-none sm:col-span-1")}>
          <span className="break-words font-[550]">
            <Prose>{finding.title}</Prose>
          </span>
          <span className="line-clamp-2 break-words text-ink-2 text-small group-open:hidden sm:line-clamp-1">
            <HostText className="break-words text-ink-3">{finding.subject}</HostText> · <Prose>{finding.observed}</Prose>
          </span>
        </span>
        <span className="flex items-center gap-1.5 whitespace-nowrap text-ink-3 text-tiny">
          {confidence !== null && <span className="rounded border border-line px-1">{confidence}</span>}
          {view.status === "accepted" && <span className="rounded border border-line px-1">accepted</span>}
          {view.unseenSince !== null && <span className="rounded border border-line px-1">not read lately</span>}
          {since(view.openedAt, now)}
          <ChevronRight aria-hidden className="size-3.5 transition-transform duration-150 group-open:rotate-90" />
        </span>
      </summary>
      <div className={cn(!grouped && "sm:pl-[104px]")}>
        <FindingBody view={view} readAtOf={readAtOf} now={now} mayChange={mayChange} evidenceHref={evidenceHref} />
      </div>
    </details>
  );
}
