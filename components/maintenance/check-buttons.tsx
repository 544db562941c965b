"use client";

import { ClipboardCheck, RotateCcw } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { sentenceOf } from "#components/ui/request.ts";
import { type CheckState, useCheck } from "./use-check.ts";

/** Runs the checks of a window, and says how far they are. The post-check is there once the work has begun. */
export function CheckButtons({
  windowId,
  hasBegun,
  hasPreCheck,
  activeId,
}: {
  windowId: string;
  hasBegun: boolean;
  /** Without one a post-check has nothing to compare with. */
  hasPreCheck: boolean;
  activeId: string | null;
}) {
  const { check, running, ask, error } = useCheck(windowId, activeId);
  const kind = running ? (ask.isPending ? ask.variables : check?.kind) : undefined;
  return (
    <div className="flex flex-wrap items-center justify-end gap-2.5 print:hidden">
      <p role="status" className="wrap-anywhere max-w-96 text-ink-2 text-small empty:absolute">
        {running && <Progress check={check} />}
        {!running && error !== null && <span className="text-critical">{sentenceOf(error)}</span>}
        {!running && check?.status === "failed" && <span className="text-critical">The check failed: run it again.</span>}
      </p>
      <Button
        look={hasBegun && hasPreCheck ? "plain" : "primary"}
        icon={<ClipboardCheck aria-hidden />}
        busy={kind === "pre"}
        disabled={running}
        onClick={() => ask.mutate("pre")}
      >
        Run pre-check
      </Button>
      {hasBegun && (
        <Button
          look={hasPreCheck ? "primary" : "plain"}
          icon={<RotateCcw aria-hidden />}
          busy={kind === "post"}
          disabled={running}
          onClick={() => ask.mutate("post")}
        >
          Run post-check
        </Button>
      )}
    </div>
  );
}

function Progress({ check }: { check: CheckState | undefined }) {
  if (check === undefined || check.status !== "collecting") return "asking for it";
  const { done, total } = check.progress;
  return (
    <span className="inline-flex items-center gap-2 tabular-nums">
      {done < total ? `reading hosts afresh, ${done} of ${total}` : "all read, deciding"}
      <progress value={done} max={total} aria-label="Hosts read" className="h-1.5 w-20 overflow-hidden rounded-full accent-ink" />
    </span>
  );
}
