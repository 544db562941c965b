"use client";

import { FirstHost } from "#components/fleet/empty-fleet.tsx";
import { Headlines } from "#components/fleet/headlines.tsx";
import { useFleetQuestion } from "#components/graph/use-fleet-graph.ts";
import { Card, Skeleton } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { Notice } from "#components/ui/notice.tsx";
import { sentenceOf } from "#components/ui/request.ts";
import type { VlanQuery } from "#lib/graph/vlans/view.ts";
import { DisagreementsCard } from "./disagreements-card.tsx";
import { MatrixCard } from "./matrix-card.tsx";
import type { StandingFinding } from "./standing-finding.ts";
import { UnknownCard } from "./unknown-card.tsx";
import { VlanFilters } from "./vlan-filters.tsx";
import { vlanHeadlines } from "./vlans-view.ts";

interface Props {
  view: VlanQuery;
  findings: readonly StandingFinding[];
  mayAdd: boolean;
}

/** The VLANs of the fleet: the answer, what disagrees, and the matrix. Compared in the browser, by the code that judges hosts. */
export function VlansBoard({ view, findings, mayAdd }: Props) {
  const { data: answer, error, isPlaceholderData } = useFleetQuestion("vlans", view);
  if (error !== null)
    return (
      <Notice kind="error" title="The fleet could not be compared">
        {sentenceOf(error)}
      </Notice>
    );
  if (answer === undefined) return <Outline />;
  if (answer.hosts.all === 0) return <FirstHost mayAdd={mayAdd} />;
  return (
    <>
      <Headlines headlines={vlanHeadlines(answer.totals)} />
      <VlanFilters view={view} />
      <div aria-busy={isPlaceholderData} className={cn("grid gap-4", isPlaceholderData && "opacity-70")}>
        <DisagreementsCard
          disagreements={answer.disagreements}
          more={answer.moreDisagreements}
          hostIds={answer.hostIds}
          findings={findings}
          isFiltered={view.text !== undefined || view.only === true}
        />
        <MatrixCard answer={answer} view={view} />
        <UnknownCard unknown={answer.unknown} />
      </div>
    </>
  );
}

/** Of the size that the answer will have. */
function Outline() {
  return (
    <div role="status" aria-label="Comparing the VLANs of all hosts">
      <div className="flex h-[63px] gap-[30px]">
        <Skeleton className="h-9 w-32" />
        <Skeleton className="h-9 w-48" />
      </div>
      <Skeleton className="mb-3 h-8 w-72" />
      <div className="grid gap-4">
        {["h-40", "h-96"].map((height) => (
          <Card key={height}>
            <div className={`grid content-start gap-4 p-4 ${height}`}>
              <Skeleton className="w-3/5" />
              <Skeleton className="w-4/5" />
              <Skeleton className="w-2/3" />
            </div>
          </Card>
        ))}
      </div>
    </div>
  );
}
