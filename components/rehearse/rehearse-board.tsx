"use client";

import { useFleetQuestion } from "#components/graph/use-fleet-graph.ts";
import { Card, Skeleton } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { sentenceOf } from "#components/ui/request.ts";
import { AnswerColumn, AnswerSkeleton, SideColumn } from "./answer.tsx";
import type { Fixes } from "./break-card.tsx";
import { FleetFrame } from "./fleet-frame.tsx";
import { GivenCard } from "./given-card.tsx";
import { LeftOut } from "./left-out.tsx";
import { Suggestions } from "./suggestions.tsx";
import { useGiven } from "./use-given.ts";

/** If this fails, what follows? What happens stands in the address, and is played in the browser. */
export function RehearseBoard({ fixes }: { fixes: Fixes }) {
  const { given } = useGiven();
  return (
    <FleetFrame
      current="rehearse"
      actions={given.length > 0 && <CopyButton label="link" text={typeof window === "undefined" ? "" : window.location.href} labelled />}
      skeleton={<BoardSkeleton />}
    >
      {(neverRead) => <Board fixes={fixes} neverRead={neverRead} />}
    </FleetFrame>
  );
}

const columns = "grid items-start gap-4 two:grid-cols-[272px_minmax(0,1fr)_300px] two:grid-rows-[auto_1fr]";

function Board({ fixes, neverRead }: { fixes: Fixes; neverRead: readonly string[] }) {
  const { given, unread, show } = useGiven();
  const { data: told, error } = useFleetQuestion("toldRehearsal", given);
  const isAsked = given.length > 0 || unread.length > 0;
  const isPlayed = given.length > 0 && told?.answer !== null;
  return (
    <div className={columns}>
      <GivenCard given={told?.given ?? []} show={show} />
      <div className={cn("grid min-w-0 gap-3 two:row-span-2", !isPlayed && "two:col-span-2")}>
        {error !== null && (
          <Notice kind="error" title="This could not be played">
            {sentenceOf(error)}
          </Notice>
        )}
        {told !== undefined && (
          <LeftOut
            missing={told.missing}
            unread={unread}
            isPlayed={told.answer !== null}
            show={() => show(told.given.map((one) => one.given))}
          />
        )}
        {!isAsked || told?.answer === null ? <Suggestions given={[]} show={show} /> : told === undefined && <AnswerSkeleton />}
        {told?.answer != null && given.length > 0 && <AnswerColumn answer={told.answer} given={told.given} />}
      </div>
      {told?.answer != null && given.length > 0 && (
        <>
          <SideColumn answer={told.answer} given={told.given} fixes={fixes} neverRead={neverRead} />
          <div className="two:col-start-1 two:row-start-2">
            <Suggestions given={told.given.map((one) => one.given)} show={show} />
          </div>
        </>
      )}
    </div>
  );
}

function BoardSkeleton() {
  return (
    <div role="status" aria-label="Loading the fleet">
      <div aria-hidden className={columns}>
        <Card title="If this happens">
          <div className="px-3.5 py-3">
            <Skeleton className="h-8 w-full" />
          </div>
        </Card>
        <AnswerSkeleton />
      </div>
    </div>
  );
}
