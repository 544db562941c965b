import type { Given } from "#lib/graph/given.ts";
import { givenFromSearch, givenToSearch } from "#lib/graph/given-search.ts";
import type { NodeId } from "#lib/graph/model.ts";
import { type PictureRequest, type View, views } from "#lib/graph/topology/picture.ts";

/** What the address of the topology page asks for. */
export interface TopologyView {
  view: View;
  /** Null where nobody chose: the picture on a wide screen, the table on a narrow one. */
  as: "picture" | "table" | null;
  text: string;
  /** Hosts and groups that are open, by id. */
  open: readonly string[];
  focus: NodeId | null;
  hops: 1 | 2;
  /** The node that the panel tells of. */
  node: NodeId | null;
  given: readonly Given[];
  /** Step of the rehearsal that is shown, from 1. */
  step: number;
  /** Page of the table, from 1. */
  page: number;
}

const isView = (word: string | null): word is View => views.some((view) => view === word);

/** Reads an address; what cannot be read is as if it were not there. */
export function topologyViewOf(query: URLSearchParams): TopologyView {
  const view = query.get("view");
  const as = query.get("as");
  return {
    view: isView(view) ? view : "network",
    as: as === "picture" || as === "table" ? as : null,
    text: query.get("text") ?? "",
    open: query.getAll("open"),
    focus: query.get("focus"),
    hops: query.get("hops") === "2" ? 2 : 1,
    node: query.get("node"),
    given: givenFromSearch(query),
    step: positive(query.get("step")),
    page: positive(query.get("page")),
  };
}

function positive(word: string | null): number {
  const number = Number(word ?? 1);
  return Number.isInteger(number) && number >= 1 ? number : 1;
}

/** The address of a view with something changed; defaults are left out. Another picture begins at the first page of its table. */
export function topologyHref(view: TopologyView, change: Partial<TopologyView>): string {
  const next = { ...view, ...("page" in change ? {} : { page: 1 }), ...change };
  const query = new URLSearchParams();
  if (next.view !== "network") query.set("view", next.view);
  if (next.as !== null) query.set("as", next.as);
  if (next.text !== "") query.set("text", next.text);
  for (const id of next.open) query.append("open", id);
  if (next.focus !== null) query.set("focus", next.focus);
  if (next.focus !== null && next.hops !== 1) query.set("hops", String(next.hops));
  if (next.node !== null) query.set("node", next.node);
  if (next.given.length > 0 && next.step > 1) query.set("step", String(next.step));
  if (next.page > 1) query.set("page", String(next.page));
  const words = [query.toString(), givenToSearch(next.given)].filter((part) => part !== "").join("&");
  return words === "" ? "/topology" : `/topology?${words}`;
}

/** Which picture a view asks for. */
export function requestOf({ view, open, focus, hops }: TopologyView): PictureRequest {
  return { view, open, focus, hops };
}

/** The same list with one more or one less. */
export function toggled(open: readonly string[], id: string): string[] {
  return open.includes(id) ? open.filter((one) => one !== id) : [...open, id];
}
