"use client";

import "./topology.css";
import { useMemo, useState } from "react";
import { useFleetGraph, useFleetQuestion } from "#components/graph/use-fleet-graph.ts";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Card, Empty } from "#components/ui/card.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { sentenceOf } from "#components/ui/request.ts";
import { TabStrip } from "#components/ui/tab-strip.tsx";
import { views } from "#lib/graph/topology/picture.ts";
import type { SinglePoint } from "#lib/graph/topology/single-points.ts";
import { Beside } from "./beside.tsx";
import { PictureCard, PictureSkeleton } from "./picture-card.tsx";
import { SearchBox } from "./search-box.tsx";
import { Sums } from "./sums.tsx";
import { AsSwitch, FocusBar, Legend } from "./toolbar.tsx";
import { TopologyTable } from "./topology-table.tsx";
import { requestOf, type TopologyView, topologyHref } from "./topology-view.ts";
import { useFound } from "./use-found.ts";
import { useIsWide } from "./use-is-wide.ts";
import { usePicture } from "./use-picture.ts";
import { usePlayed } from "./use-played.ts";
import { useTopologyView } from "./use-topology-view.ts";
import { type RuleWords, viewQuestions, viewWords } from "./words.tsx";

/** Single points of failure that are marked and listed. */
const shownPoints = 10;
const noPoints: readonly SinglePoint[] = [];

/** The fleet as it hangs together, as a picture or as a table. */
export function Topology({ rules }: { rules: RuleWords }) {
  const fleet = useFleetGraph();
  if (fleet.isError)
    return (
      <Notice kind="error" title={sentenceOf(fleet.error)} action={<Button onClick={() => void fleet.refetch()}>Try again</Button>}>
        <p>The topology is made of what all hosts last told, and that could not be loaded.</p>
      </Notice>
    );
  if (fleet.data?.hosts.length === 0)
    return (
      <Card>
        <Empty action={<ButtonLink href="/hosts/new">Add a host</ButtonLink>}>
          There is no host yet. Add one: after its first visit it stands here with its bridges, mounts and guests.
        </Empty>
      </Card>
    );
  return <Views rules={rules} />;
}

/** Picture and table of one view, with what stands around them. */
function Views({ rules }: { rules: RuleWords }) {
  const [view, change] = useTopologyView();
  const isWide = useIsWide();
  const as = view.as ?? (isWide === null ? null : isWide ? "picture" : "table");
  const [at, setAt] = useState(0);
  const [edge, setEdge] = useState<string | null>(null);
  const request = useMemo(() => requestOf(view), [view]);
  const { data: laid, error } = usePicture(request);
  const { played, error: playError } = usePlayed(view, laid?.picture);
  const { data: worst = noPoints } = useFleetQuestion("topologySinglePoints", shownPoints);
  const points = view.view === "dependencies" && view.focus === null ? worst : noPoints;
  const looked = useFound(view, laid?.picture);
  const onText = (text: string) => {
    setAt(0);
    change({ text }, "replace");
  };
  const focusName = laid?.picture.boxes.find(({ node }) => node === view.focus)?.name ?? view.focus ?? "";
  return (
    <>
      <ViewTabs view={view} />
      <div className="mb-2.5 flex min-h-9 flex-wrap items-center gap-x-3 gap-y-2">
        <AsSwitch as={as ?? "picture"} change={change} />
        <SearchBox text={view.text} found={as === "table" ? null : looked} at={at} onText={onText} onAt={setAt} />
        <FocusBar view={view} name={focusName} change={change} />
        <Sums picture={laid?.picture} />
      </div>
      {playError !== null && <NoRehearsal sentence={sentenceOf(playError)} onStop={() => change({ given: [], step: 1 })} />}
      <div className="grid items-start gap-3.5 two:has-[aside]:grid-cols-[minmax(0,1fr)_340px]">
        <div className="order-last grid min-w-0 gap-2 two:order-none">
          {as === null && <PictureSkeleton />}
          {as === "table" && <TopologyTable view={view} marks={played?.marks ?? null} change={change} />}
          {as === "picture" && (
            <>
              <PictureCard
                {...{ laid, error, view, rules, played, at, points, change }}
                found={looked?.found ?? null}
                selectedEdge={edge}
                onEdge={setEdge}
              />
              <Legend />
            </>
          )}
        </div>
        <Beside {...{ view, rules, played, points, change }} picture={laid?.picture} edge={edge} onEdge={setEdge} />
      </div>
    </>
  );
}

function ViewTabs({ view }: { view: TopologyView }) {
  const kept = { open: view.open, as: view.as, given: view.given, step: view.step };
  const base: TopologyView = { ...view, ...kept, focus: null, hops: 1, node: null, text: "" };
  const tabs = views.map((name) => ({ href: topologyHref(base, { view: name }), name: viewWords[name], current: view.view === name }));
  return (
    <>
      <TabStrip label="Views of the topology" tabs={[...tabs, { href: "/topology/vlans", name: "VLANs", current: false }]} scroll={false} />
      <p className="mb-2.5 max-w-prose text-ink-2">{viewQuestions[view.view]}</p>
    </>
  );
}

function NoRehearsal({ sentence, onStop }: { sentence: string; onStop(): void }) {
  return (
    <div className="mb-3">
      <Notice kind="error" title="This cannot be rehearsed" action={<Button onClick={onStop}>Show the fleet as it is</Button>}>
        <p>{sentence}</p>
      </Notice>
    </div>
  );
}
