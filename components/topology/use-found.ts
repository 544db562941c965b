"use client";

import { useMemo } from "react";
import { useFleetQuestion } from "#components/graph/use-fleet-graph.ts";
import type { FoundNode } from "#lib/graph/topology/find-nodes.ts";
import type { Picture } from "#lib/graph/topology/picture.ts";
import { requestOf, type TopologyView } from "./topology-view.ts";

/** What the picture has of the words that somebody looks for. */
export interface Found {
  found: readonly FoundNode[];
  total: number;
}

/** What is called as the address asks, by the boxes that are drawn; null while nothing is looked for. */
export function useFound(view: TopologyView, picture: Picture | undefined): Found | null {
  const { text } = view;
  const { data } = useFleetQuestion("topologyFind", { request: requestOf(view), text });
  return useMemo(() => {
    if (text.trim() === "" || data === undefined) return null;
    const drawn = ({ node, box }: FoundNode) => ({ node, box: box === null ? null : (picture?.folded[box] ?? box) });
    return { total: data.total, found: data.found.map(drawn) };
  }, [text, data, picture]);
}
