"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import type { Given } from "#lib/graph/given.ts";
import { givenFromSearch, unreadInSearch } from "#lib/graph/given-search.ts";
import { rehearsalHref } from "./rehearsal-href.ts";

/** What the address gives, and how to give something else: each change is a place to come back to. */
export function useGiven(): { given: readonly Given[]; unread: readonly string[]; show: (given: readonly Given[]) => void } {
  const search = useSearchParams().toString();
  const read = useMemo(() => ({ given: givenFromSearch(search), unread: unreadInSearch(search) }), [search]);
  // The graph is in the browser already: nothing is asked of the server for another question to it.
  return { ...read, show: (given) => window.history.pushState(null, "", rehearsalHref(given)) };
}
