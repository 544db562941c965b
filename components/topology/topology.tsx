"use client";

import "./topology.css";
import { useFleetGraph } from "#components/graph/use-fleet-graph.ts";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Card, Empty } from "#components/ui/card.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { sentenceOf } from "#components/ui/request.ts";
import { Beside } from "./beside.tsx";
import { PictureCard, PictureSkeleton } from "./picture-card.tsx";
import { SearchBox } from "./search-box.tsx";
import { Sums } from "./sums.tsx";
import { AsSwitch, FocusBar, Legend } from "./toolbar.tsx";
import { TopologyTable } from "./topology-table.tsx";
import { TopologyTabs } from "./topology-tabs.tsx";
import { type ShownTopology, useTopology } from "./use-topology.ts";
import { type RuleWords, viewQuestions } from "./words.tsx";

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
  return <Shown rules={rules} />;
}

/** Picture and table of one view, with what stands around them. */
function Shown({ rules }: { rules: RuleWords }) {
  const shown = useTopology();
  const { view, change, laid, played, playError, points, edge, setEdge } = shown;
  return (
    <>
      <TopologyTabs view={view} />
      <div className="mb-2.5 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <p className="max-w-prose text-ink-2">{viewQuestions[view.view]}</p>
        <Sums picture={laid?.picture} />
      </div>
      <Toolbar shown={shown} />
      {playError !== null && <NoRehearsal sentence={sentenceOf(playError)} onStop={() => change({ given: [], step: 1 })} />}
      <div className="grid items-start gap-3.5 two:has-[aside]:grid-cols-[minmax(0,1fr)_340px]">
        <div className="order-last grid min-w-0 gap-2 two:order-none">
          <PictureOrTable shown={shown} rules={rules} />
        </div>
        <Beside {...{ view, rules, played, points, change, edge }} picture={laid?.picture} onEdge={setEdge} />
      </div>
    </>
  );
}

function Toolbar({ shown: { view, as, change, laid, found, at, setAt } }: { shown: ShownTopology }) {
  const onText = (text: string) => {
    setAt(0);
    change({ text }, "replace");
  };
  const focusName = laid?.picture.boxes.find(({ node }) => node === view.focus)?.name ?? view.focus ?? "";
  return (
    <div className="mb-2.5 flex min-h-9 flex-wrap items-center gap-x-3 gap-y-2">
      <AsSwitch as={as ?? "picture"} change={change} />
      <SearchBox text={view.text} found={as === "table" ? null : found} at={at} onText={onText} onAt={setAt} />
      <FocusBar view={view} name={focusName} change={change} />
    </div>
  );
}

function PictureOrTable({ shown, rules }: { shown: ShownTopology; rules: RuleWords }) {
  const { as, view, played, change } = shown;
  if (as === null) return <PictureSkeleton />;
  if (as === "table") return <TopologyTable view={view} marks={played?.marks ?? null} change={change} />;
  return (
    <>
      <PictureCard shown={shown} rules={rules} />
      <Legend />
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
