"use client";

import { useMemo } from "react";
import type { PlayAnswer } from "#components/graph/ask-topology.ts";
import { useFleetQuestion } from "#components/graph/use-fleet-graph.ts";
import type { NodeId } from "#lib/graph/model.ts";
import type { Picture } from "#lib/graph/topology/picture.ts";
import { boxesAt, marksAt, type PlayedBox, type PlayedMark, type Wave, wavesOf } from "./play.ts";
import { requestOf, type TopologyView } from "./topology-view.ts";

/** A rehearsal at one of its steps. */
export interface Played {
  answer: PlayAnswer;
  waves: readonly Wave[];
  /** The present step, from 1. */
  step: number;
  marks: ReadonlyMap<NodeId, PlayedMark>;
  boxes: ReadonlyMap<string, PlayedBox>;
  hitGroups: ReadonlyMap<string, number>;
  /** The box of what the present step hits first; null where the picture has none. */
  centre: string | null;
}

/** The rehearsal that the address asks for; null for none, and while it is on its way. */
export function usePlayed(view: TopologyView, picture: Picture | undefined): { played: Played | null; error: Error | null } {
  const { given } = view;
  const { data, error } = useFleetQuestion("topologyPlay", { request: requestOf(view), given });
  const played = useMemo(() => {
    if (given.length === 0 || data === undefined || JSON.stringify(data.played.given) !== JSON.stringify(given)) return null;
    return playedAt(data, view.step, picture);
  }, [given, data, view.step, picture]);
  return { played, error: given.length === 0 ? null : error };
}

function playedAt(answer: PlayAnswer, wanted: number, picture: Picture | undefined): Played {
  const waves = wavesOf(answer.played.steps);
  const step = Math.max(1, Math.min(wanted, waves.length));
  const marks = marksAt(waves, step, answer.lasting);
  const drawn = picture?.boxes ?? [];
  const boxOf = foldedInto(answer.boxOf, picture);
  const boxes = boxesAt(marks, boxOf, new Map(drawn.map(({ id, node }) => [id, node])));
  const hitGroups = new Map<string, number>();
  for (const { id, group } of drawn) {
    const hit = boxes.get(id);
    if (hit === undefined) continue;
    const own = hit.own === null || hit.own.isPast ? 0 : 1;
    hitGroups.set(group, (hitGroups.get(group) ?? 0) + own + (hit.worst === null ? 0 : hit.inside));
  }
  const first = waves[step - 1]?.steps.flatMap(({ node }) => boxOf[node.id] ?? [])[0] ?? null;
  return { answer: { ...answer, boxOf }, waves, step, marks, boxes, hitGroups, centre: first };
}

/** What is only a row in another box is hit there; what the picture does not draw at all is nowhere. */
function foldedInto(boxOf: PlayAnswer["boxOf"], picture: Picture | undefined): PlayAnswer["boxOf"] {
  const drawn = new Set(picture?.boxes.map(({ id }) => id));
  const placed = (box: string | null) => {
    const into = box === null ? null : (picture?.folded[box] ?? box);
    return into !== null && drawn.has(into) ? into : null;
  };
  return Object.fromEntries(Object.entries(boxOf).map(([node, box]) => [node, placed(box)]));
}
