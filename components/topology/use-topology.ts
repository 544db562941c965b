"use client";

import { useMemo, useState } from "react";
import { useFleetQuestion } from "#components/graph/use-fleet-graph.ts";
import type { SinglePoint } from "#lib/graph/topology/single-points.ts";
import { requestOf, type TopologyView } from "./topology-view.ts";
import { type Found, useFound } from "./use-found.ts";
import { useIsWide } from "./use-is-wide.ts";
import { type LaidPicture, usePicture } from "./use-picture.ts";
import { type Played, usePlayed } from "./use-played.ts";
import { type ChangeView, useTopologyView } from "./use-topology-view.ts";

/** Single points of failure that are marked and listed. */
const shownPoints = 10;
const noPoints: readonly SinglePoint[] = [];

/** Everything that the page shows of one view. */
export interface ShownTopology {
  view: TopologyView;
  change: ChangeView;
  /** Null while nobody knows how wide the screen is. */
  as: "picture" | "table" | null;
  laid: LaidPicture | undefined;
  error: Error | null;
  played: Played | null;
  playError: Error | null;
  found: Found | null;
  /** Which of what was found is in the middle, from 0. */
  at: number;
  setAt(at: number): void;
  points: readonly SinglePoint[];
  /** The line that the panel tells of. */
  edge: string | null;
  setEdge(id: string | null): void;
}

/** What the address asks for, as far as it is there by now. */
export function useTopology(): ShownTopology {
  const [view, change] = useTopologyView();
  const isWide = useIsWide();
  const [at, setAt] = useState(0);
  const [edge, setEdge] = useState<string | null>(null);
  const request = useMemo(() => requestOf(view), [view]);
  const { data: laid, error } = usePicture(request);
  const { played, error: playError } = usePlayed(view, laid?.picture);
  const found = useFound(view, laid?.picture);
  const areShown = view.view === "dependencies" && view.focus === null;
  const { data: worst = noPoints } = useFleetQuestion("topologySinglePoints", areShown ? shownPoints : 0);
  const points = areShown ? worst : noPoints;
  const as = view.as ?? (isWide === null ? null : isWide ? "picture" : "table");
  return { view, change, as, laid, error, played, playError, found, at, setAt, points, edge, setEdge };
}
