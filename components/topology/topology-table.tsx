"use client";

import { useFleetQuestion } from "#components/graph/use-fleet-graph.ts";
import { RuleLink } from "#components/rules/rule-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, Empty, Skeleton } from "#components/ui/card.tsx";
import { count } from "#components/ui/format.ts";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { NodeId } from "#lib/graph/model.ts";
import type { NodeList, NodeRow } from "#lib/graph/topology/list-nodes.ts";
import { plainLine } from "#lib/plain-text.ts";
import type { PlayedMark } from "./play.ts";
import { requestOf, type TopologyView } from "./topology-view.ts";
import type { ChangeView } from "./use-topology-view.ts";
import { KindIcon, kindWord, StateWord } from "./words.tsx";

interface Props {
  view: TopologyView;
  marks: ReadonlyMap<NodeId, PlayedMark> | null;
  change: ChangeView;
}

/** What the picture shows and what it folds away, as rows. */
export function TopologyTable({ view, marks, change }: Props) {
  const { text, page, given } = view;
  const { data } = useFleetQuestion("topologyTable", { request: requestOf(view), text, page, given });
  if (data === undefined) return <TableSkeleton />;
  if (data.total === 0)
    return (
      <Card>
        <Empty action={text === "" ? undefined : <Button onClick={() => change({ text: "" })}>Show all</Button>}>
          {text === "" ? "This view has nothing to show." : `Nothing here is called "${plainLine(text, 60)}".`}
        </Empty>
      </Card>
    );
  return (
    <Card>
      <Table label="Topology as a table">
        <thead>
          <tr>
            <Th>Name</Th>
            <Th>Kind</Th>
            <Th>Host</Th>
            <Th>Needs</Th>
            <Th className="text-right">Needed by</Th>
            <Th>Faults</Th>
            {marks !== null && <Th>In this rehearsal</Th>}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row) => (
            <NodeRowView key={row.node.id} row={row} marks={marks} isOpen={view.node === row.node.id} change={change} />
          ))}
        </tbody>
      </Table>
      <Pages list={data} change={change} />
    </Card>
  );
}

function NodeRowView({ row, marks, isOpen, change }: { row: NodeRow; isOpen: boolean } & Omit<Props, "view">) {
  const { node, unread, needs, needsTotal, neededByTotal, faults } = row;
  return (
    <tr className={isOpen ? "bg-accent-soft" : undefined}>
      <Th scope="row" className="align-top font-normal text-ink text-small">
        <button
          type="button"
          aria-pressed={isOpen}
          onClick={() => change({ node: node.id })}
          className="min-h-6 rounded-sm text-left font-medium hover:underline"
        >
          {plainLine(node.name, 80)}
        </button>
      </Th>
      <Td className="whitespace-nowrap text-ink-2">
        <KindOf node={node} />
      </Td>
      <Td>
        {unread ? <span className="hatched rounded px-1 text-unknown">? never read</span> : plainLine(node.host ?? row.group ?? "", 60)}
      </Td>
      <Td className="text-ink-2">
        {needs.map((name) => plainLine(name, 40)).join(", ")}
        {needsTotal > needs.length && ` and ${needsTotal - needs.length} more`}
      </Td>
      <Td numeric>{neededByTotal}</Td>
      <Td>
        <span className="grid justify-items-start gap-0.5">
          {faults.map((rule) => (
            <RuleLink key={rule} rule={rule} className="inline-flex min-h-6 items-center text-accent" />
          ))}
        </span>
      </Td>
      {marks !== null && (
        <Td className="whitespace-nowrap">
          <PlayedState mark={marks.get(node.id)} />
        </Td>
      )}
    </tr>
  );
}

function KindOf({ node: { kind, running } }: Pick<NodeRow, "node">) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <KindIcon kind={kind} className="size-3.5 text-ink-3" />
      {kindWord(kind)}
      {!running && ", off"}
    </span>
  );
}

function PlayedState({ mark }: { mark: PlayedMark | undefined }) {
  if (mark === undefined) return <span className="text-ink-3">not hit</span>;
  if (mark.isPast) return <span className="text-ink-3">was {mark.state}</span>;
  return <StateWord state={mark.state} />;
}

function Pages({ list: { total, page, pages }, change }: { list: NodeList; change: ChangeView }) {
  if (pages === 1) return <p className="border-line border-t px-3.5 py-2 text-ink-3 text-small">{count(total, "row")}</p>;
  return (
    <div className="flex items-center gap-2 border-line border-t px-3.5 py-2">
      <span className="text-ink-3 text-small">
        Page {page} of {pages}, {count(total, "row")}
      </span>
      <Button look="quiet" disabled={page <= 1} onClick={() => change({ page: page - 1 })} className="ml-auto">
        Before
      </Button>
      <Button look="quiet" disabled={page >= pages} onClick={() => change({ page: page + 1 })}>
        Next rows
      </Button>
    </div>
  );
}

function TableSkeleton() {
  return (
    <Card>
      <div role="status" aria-label="The fleet is being read" className="grid gap-4 p-4">
        {["w-3/5", "w-4/5", "w-2/3", "w-3/4", "w-1/2"].map((width) => (
          <Skeleton key={width} className={width} />
        ))}
      </div>
    </Card>
  );
}
