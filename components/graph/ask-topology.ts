import type { Given } from "#lib/graph/given.ts";
import type { IndexedGraph } from "#lib/graph/indexed.ts";
import type { NodeId } from "#lib/graph/model.ts";
import { rehearse } from "#lib/graph/rehearse.ts";
import { buildPicture } from "#lib/graph/topology/build-picture.ts";
import { boxFinder, type FoundNode, findNodes } from "#lib/graph/topology/find-nodes.ts";
import { type FleetIndex, indexFleet } from "#lib/graph/topology/fleet-index.ts";
import { type Lasting, lastingOf } from "#lib/graph/topology/lasting.ts";
import { listNodes, type NodeList } from "#lib/graph/topology/list-nodes.ts";
import { detailsOf, type NodeDetails } from "#lib/graph/topology/node-details.ts";
import type { Picture, PictureRequest } from "#lib/graph/topology/picture.ts";
import { type SinglePoint, singlePoints, worstPoints } from "#lib/graph/topology/single-points.ts";
import { askRehearsal, type RehearsalAnswer } from "./ask-rehearsal.ts";
import type { Loaded } from "./questions.ts";

const indexes = new WeakMap<IndexedGraph, FleetIndex>();
const points = new WeakMap<IndexedGraph, SinglePoint[]>();

function fleetOf({ graph, facts }: Loaded): FleetIndex {
  const known = indexes.get(graph) ?? indexFleet(graph, facts.hosts);
  indexes.set(graph, known);
  return known;
}

/** The picture of a view, without places. */
export function askPicture(loaded: Loaded, request: PictureRequest): Picture {
  return buildPicture(fleetOf(loaded), request);
}

/** A rehearsal, and for each node that it hits the box that stands for it in a picture. */
export interface PlayAnswer extends RehearsalAnswer {
  boxOf: Readonly<Record<NodeId, string | null>>;
  /** What of the impact does not pass by itself. */
  lasting: readonly Lasting[];
}

/** Plays what is given on a picture. Throws UnknownTarget for what the fleet does not have. */
export function askPlay(loaded: Loaded, { request, given }: { request: PictureRequest; given: readonly Given[] }): PlayAnswer {
  const answer = askRehearsal(loaded, given);
  const boxOf = boxFinder(fleetOf(loaded), request);
  const lasting = lastingOf(loaded.graph, given);
  return { ...answer, lasting, boxOf: Object.fromEntries(answer.played.steps.map(({ node }) => [node.id, boxOf(node.id)])) };
}

interface TableQuestion {
  request: PictureRequest;
  text: string;
  page: number;
  given: readonly Given[];
}

/** The same as rows; what a rehearsal hits stands on top, in its order. */
export function askTable(loaded: Loaded, { request, text, page, given }: TableQuestion): NodeList {
  const steps = given.length === 0 ? [] : rehearse(loaded.graph, given).steps;
  return listNodes(fleetOf(loaded), request, { text, page, first: [...new Set(steps.map(({ node }) => node.id))] });
}

/** What is called so, and where it is in a picture. */
export function askFind(
  loaded: Loaded,
  { request, text }: { request: PictureRequest; text: string },
): { found: FoundNode[]; total: number } {
  return findNodes(fleetOf(loaded), request, text);
}

/** Everything about one node; null for one that is not there any more. */
export function askNode(loaded: Loaded, id: NodeId): NodeDetails | null {
  return detailsOf(fleetOf(loaded), id);
}

/** The nodes whose loss alone takes most machines with it; none are sought for a limit of 0. */
export function askSinglePoints({ graph }: Loaded, limit: number): SinglePoint[] {
  if (limit === 0) return [];
  const known = points.get(graph) ?? singlePoints(graph);
  points.set(graph, known);
  return worstPoints(known, limit);
}
