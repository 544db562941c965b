import type { Route } from "next";
import Link from "next/link";
import { Card } from "#components/ui/card.tsx";
import { Ago } from "#components/ui/time.tsx";
import { VerdictWord } from "./window-words.tsx";

interface Heading {
  id: string;
  kind: "pre" | "post";
  status: "collecting" | "done" | "failed";
  askedBy: string;
  askedAt: Date;
  verdict: string | null;
}

/** Every check of a window, newest first; one that is not shown now can be opened. */
export function EarlierChecks({
  windowId,
  checks,
  shown,
  now,
}: {
  windowId: string;
  checks: readonly Heading[];
  shown: readonly (string | undefined)[];
  now: Date;
}) {
  if (checks.length === 0) return null;
  return (
    <Card title="Checks" hint="Each read its hosts afresh">
      <ul>
        {checks.map((check) => (
          <li key={check.id} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-line border-b px-3.5 py-2 last:border-b-0">
            <CheckName check={check} windowId={windowId} isShown={shown.includes(check.id)} />
            <VerdictWord kind={check.kind} verdict={check.verdict} />
            {check.status !== "done" && <span className="text-ink-2 text-small">{check.status}</span>}
            <span className="wrap-anywhere text-ink-3 text-small">
              <Ago at={check.askedAt} now={now} />, {check.askedBy}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function CheckName({ check: { id, kind, status }, windowId, isShown }: { check: Heading; windowId: string; isShown: boolean }) {
  const name = kind === "pre" ? "Pre-check" : "Post-check";
  if (isShown || status !== "done")
    return (
      <span className="font-[550]">
        {name}
        {isShown && <span className="sr-only"> (shown)</span>}
      </span>
    );
  return (
    <Link
      href={`/maintenance/${windowId}?check=${id}` as Route}
      prefetch={false}
      className="rounded-sm font-[550] text-accent hover:underline"
    >
      {name}
    </Link>
  );
}
