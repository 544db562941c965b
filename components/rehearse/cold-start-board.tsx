"use client";

import { useFleetQuestion } from "#components/graph/use-fleet-graph.ts";
import { Notice } from "#components/ui/notice.tsx";
import { sentenceOf } from "#components/ui/request.ts";
import { coldStartHeadline } from "#lib/graph/cold-start-headline.ts";
import { AnswerSkeleton } from "./answer.tsx";
import { neverReadSentences } from "./facts-age.ts";
import { FleetFrame } from "./fleet-frame.tsx";
import { RingCard } from "./ring-card.tsx";
import { SentencesCard } from "./sentences-card.tsx";
import { StagesCard } from "./stages-card.tsx";
import { Verdict } from "./verdict.tsx";

const columns = "grid items-start gap-4 two:grid-cols-[minmax(0,1fr)_320px]";

/** Everything is off: what brings it back, in what order? */
export function ColdStartBoard() {
  return (
    <FleetFrame current="cold-start" skeleton={<Loading />}>
      {(neverRead) => <Board neverRead={neverRead} />}
    </FleetFrame>
  );
}

function Board({ neverRead }: { neverRead: readonly string[] }) {
  const { data: started, error } = useFleetQuestion("coldStart", null);
  if (error !== null)
    return (
      <Notice kind="error" title="No order could be computed">
        {sentenceOf(error)}
      </Notice>
    );
  if (started === undefined) return <Loading />;
  const { stages, cycles, unknown } = started;
  return (
    <div className={columns}>
      <div className="grid min-w-0 gap-3">
        <Verdict headline={coldStartHeadline(started)} />
        {cycles.map((cycle) => (
          <RingCard key={cycle.nodes.map(({ id }) => id).join()} cycle={cycle} />
        ))}
        <StagesCard stages={stages} isPartial={cycles.length > 0} />
      </div>
      <SentencesCard
        title="Cannot tell"
        sentences={[...unknown, ...neverReadSentences(neverRead)]}
        none="All that the order stands on could be read."
      />
    </div>
  );
}

function Loading() {
  return (
    <div role="status" aria-label="Loading the fleet" className={columns}>
      <AnswerSkeleton />
    </div>
  );
}
