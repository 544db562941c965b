"use client";

import { Clock, RefreshCw, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useFleetGraph } from "#components/graph/use-fleet-graph.ts";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Card, Empty } from "#components/ui/card.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { sentenceOf } from "#components/ui/request.ts";
import { TabStrip } from "#components/ui/tab-strip.tsx";
import { factsAge } from "./facts-age.ts";
import { FleetHosts } from "./fleet-hosts.tsx";

/**
 * The frame of both pages: from when the facts are, a way to load them anew, and what to do where there are none. `children` is given the
 * hosts that were never read.
 */
export function FleetFrame({
  current,
  actions,
  skeleton,
  children,
}: {
  current: "rehearse" | "cold-start";
  actions?: ReactNode;
  skeleton: ReactNode;
  children: (neverRead: readonly string[]) => ReactNode;
}) {
  const { data, error, isFetching, refetch, dataUpdatedAt } = useFleetGraph();
  const age = data === undefined || data.hosts.length === 0 ? null : factsAge(data.hosts, new Date(dataUpdatedAt));
  return (
    <>
      <PageHead
        title="Rehearse"
        badge={age === null ? undefined : <AgeChip words={age.words} isStale={age.isStale} />}
        actions={
          <>
            {actions}
            <Button icon={<RefreshCw aria-hidden />} busy={isFetching && data !== undefined} onClick={() => void refetch()}>
              Load facts anew
            </Button>
          </>
        }
      />
      <TabStrip
        label="Ways to rehearse"
        tabs={[
          { href: "/rehearse", name: "If this fails", current: current === "rehearse" },
          { href: "/rehearse/cold-start", name: "Cold start", current: current === "cold-start" },
        ]}
      />
      {error !== null ? (
        <Notice kind="error" title="The fleet could not be loaded" action={<Button onClick={() => void refetch()}>Try again</Button>}>
          {sentenceOf(error)}
        </Notice>
      ) : data === undefined ? (
        skeleton
      ) : data.hosts.length === 0 ? (
        <NoHosts />
      ) : (
        <FleetHosts hosts={data.hosts}>{children(age?.neverRead ?? [])}</FleetHosts>
      )}
    </>
  );
}

function AgeChip({ words, isStale }: { words: string; isStale: boolean }) {
  const Icon = isStale ? TriangleAlert : Clock;
  return (
    <Chip className={isStale ? "text-high" : ""}>
      <Icon aria-hidden className="size-3" />
      {words}
    </Chip>
  );
}

function NoHosts() {
  return (
    <Card>
      <Empty action={<ButtonLink href="/hosts/new">Add a host</ButtonLink>}>
        There is nothing to rehearse yet: what follows from a failure is computed from what hosts say. Add the first host; its visit takes
        seconds.
      </Empty>
    </Card>
  );
}
