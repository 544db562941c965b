import type { Route } from "next";
import Link from "next/link";
import { cn } from "#components/ui/cn.ts";
import { HostText, Prose } from "#components/ui/host-text.tsx";
import type { OpenFinding } from "#lib/engine/exposure.ts";
import { ToneIcon, toneText } from "./tone.tsx";

/** A standing finding in one line, leading to where it is told in full: its host's page, or the fleet's where it is of no host. */
export function FindingLink({ hostId, finding }: { hostId: string | null; finding: OpenFinding }) {
  const href = hostId === null ? `/#${finding.id}` : `/hosts/${hostId}?finding=${finding.id}#${finding.id}`;
  return (
    <span className="flex min-w-0 items-baseline gap-1.5">
      <ToneIcon tone={finding.severity} className={cn("self-center", toneText[finding.severity])} />
      <span className="sr-only">{finding.severity}: </span>
      <span className="min-w-0 break-words">
        <Link href={href as Route} prefetch={false} className="rounded-sm hover:underline">
          <Prose>{finding.title}</Prose>
        </Link>{" "}
        <HostText className="text-ink-3">{finding.subject}</HostText>
        {finding.accepted && <span className="ml-1.5 rounded border border-line px-1 text-ink-3 text-tiny">accepted</span>}
      </span>
    </span>
  );
}
