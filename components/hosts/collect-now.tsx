"use client";

import { RefreshCw } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { sentenceOf } from "#components/ui/request.ts";
import { useVisit } from "./use-visit.ts";
import { outcomeWords, progressWords } from "./visit.ts";

/** Visits the host now, and says how far it is and what came of it. */
export function CollectNow({ hostId, activeVisitId }: { hostId: string; activeVisitId: string | null }) {
  const { visit, running, start, error } = useVisit(hostId, activeVisitId);
  const failed = visit?.status === "failed" ? (visit.error?.sentence ?? "The visit failed.") : error === null ? null : sentenceOf(error);
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1">
      <p role="status" className="wrap-anywhere max-w-96 text-ink-2 text-small empty:absolute">
        {running && <Progress words={progressWords(visit)} done={visit?.progress?.done ?? null} total={visit?.progress?.total ?? null} />}
        {!running && failed !== null && <span className="text-critical">{failed}</span>}
        {!running && failed === null && visit?.status === "done" && outcomeWords(visit)}
      </p>
      <Button look="primary" icon={<RefreshCw aria-hidden />} busy={running} onClick={() => start.mutate()}>
        {running ? "Collecting" : "Collect now"}
      </Button>
    </div>
  );
}

function Progress({ words, done, total }: { words: string; done: number | null; total: number | null }) {
  return (
    <span className="inline-flex items-center gap-2 tabular-nums">
      {words}
      {done !== null && total !== null && (
        <progress value={done} max={total} aria-label="Sections read" className="h-1.5 w-20 overflow-hidden rounded-full accent-ink" />
      )}
    </span>
  );
}
