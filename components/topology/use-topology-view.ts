"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { type TopologyView, topologyHref, topologyViewOf } from "./topology-view.ts";

/** Changes what the address asks for; `replace` leaves no step behind for the way back. */
export type ChangeView = (change: Partial<TopologyView>, way?: "push" | "replace") => void;

/** What the address asks for, and how to ask for something else: within the page, since all that it needs is there. */
export function useTopologyView(): [TopologyView, ChangeView] {
  const query = useSearchParams();
  const view = useMemo(() => topologyViewOf(new URLSearchParams(query)), [query]);
  const change = useCallback<ChangeView>((next, way = "push") => {
    // The address as it is now: several changes may come before the page is drawn again.
    const now = topologyViewOf(new URLSearchParams(window.location.search));
    const href = topologyHref(now, next);
    if (way === "push") window.history.pushState(null, "", href);
    else window.history.replaceState(null, "", href);
  }, []);
  return [view, change];
}
