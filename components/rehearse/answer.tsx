"use client";

import type { Answer } from "#components/graph/questions.ts";
import { Card, Skeleton } from "#components/ui/card.tsx";
import type { Given } from "#lib/graph/given.ts";
import { givenToSearch } from "#lib/graph/given-search.ts";
import { BreakCard, type Fixes } from "./break-card.tsx";
import { ByHandCard } from "./by-hand-card.tsx";
import { ChainCard } from "./chain-card.tsx";
import { neverReadSentences } from "./facts-age.ts";
import { MarginCard } from "./margin-card.tsx";
import { SentencesCard } from "./sentences-card.tsx";
import { StandingCard } from "./standing-card.tsx";
import { Verdict } from "./verdict.tsx";

interface Props {
  answer: NonNullable<Answer<"toldRehearsal">["answer"]>;
  given: readonly { given: Given }[];
}

/** The answer, and how it comes to be. */
export function AnswerColumn({ answer, given }: Props) {
  return (
    <>
      <Verdict headline={answer.headline} />
      <ChainCard answer={answer} rehearsal={givenToSearch(given.map((one) => one.given))} />
    </>
  );
}

/** What is left, what would have helped, what is to be done, and what nobody knows. */
export function SideColumn({ answer, given, fixes, neverRead }: Props & { fixes: Fixes; neverRead: readonly string[] }) {
  const { standing, votes, manual, unnoticed, unknown } = answer;
  return (
    <div className="grid min-w-0 gap-4 sm:grid-cols-2 two:row-span-2 two:grid-cols-1">
      <StandingCard standing={standing} votes={votes} />
      <BreakCard given={given.map((one) => one.given)} fixes={fixes} />
      <MarginCard given={given.map((one) => one.given)} />
      <ByHandCard manual={manual} />
      {unnoticed.length > 0 && <SentencesCard title="Nobody would be told of" sentences={unnoticed} />}
      <SentencesCard
        title="Cannot tell"
        sentences={[...unknown, ...neverReadSentences(neverRead)]}
        none="All that this touches could be read."
      />
    </div>
  );
}

/** The size of an answer, before it is there; nothing of it is read out. */
export function AnswerSkeleton() {
  return (
    <div aria-hidden className="grid min-w-0 gap-3">
      <div className="hatched grid h-16 content-center gap-2 rounded-card px-4">
        <Skeleton className="w-3/5" />
      </div>
      <Card title="What follows">
        <div className="grid gap-5 p-4">
          {["w-3/5", "w-4/5", "w-2/3", "w-1/2"].map((width) => (
            <Skeleton key={width} className={width} />
          ))}
        </div>
      </Card>
    </div>
  );
}
