import type { Given } from "#lib/graph/given.ts";
import type { IndexedGraph } from "#lib/graph/indexed.ts";
import { type NarrowMargin, narrowMargins } from "#lib/graph/margin.ts";
import type { NodeId } from "#lib/graph/model.ts";
import type { Rehearsal, Step } from "#lib/graph/rehearsal.ts";
import { rehearse } from "#lib/graph/rehearse.ts";
import type { PlannedAction } from "./window.ts";

/** A planned action as it is rehearsed, with what earlier ones have left behind. */
export interface RolledStep {
  action: PlannedAction;
  /** The host that it is done to; null where all power is cut, or where the host is no longer there. */
  host: { id: string; name: string } | null;
  /** What happens; empty where the fleet has nothing of that name. */
  given: Given[];
  /** What earlier actions did not bring back, and what is given now on top of it. */
  played: Rehearsal | null;
  /** What does not come back from this very action, in its order. */
  stays: Step[];
  /** What comes back poorer than it was: without a mount, with another network. */
  poorer: Step[];
  /** Single further losses that would keep it from coming back. */
  margins: NarrowMargin[];
}

/** Plays the actions one after the other: what one leaves down is down for the next. Pure; never throws for what the graph does not have. */
export function rollThrough(graph: IndexedGraph, actions: readonly PlannedAction[], hostNames: ReadonlyMap<string, string>): RolledStep[] {
  const left: Given[] = [];
  return actions.map((action) => {
    const name = action.hostId === null ? undefined : hostNames.get(action.hostId);
    const host = action.hostId === null || name === undefined ? null : { id: action.hostId, name };
    const given = givenOf(graph, action, name);
    if (given === null) return { action, host, given: [], played: null, stays: [], poorer: [], margins: [] };
    const played = rehearse(graph, [...left, given]);
    const before = new Set(left.map(({ target }) => target));
    const lasting = lastingSteps(played, given, graph).filter(({ node }) => !before.has(node.id));
    const stays = lasting.filter(isOut);
    const poorer = lasting.filter((step) => !isOut(step));
    const margins = narrowMargins(graph, [...left, given], played);
    left.push(...stays.filter(isOutForGood).map(({ node }): Given => ({ what: "lose", target: node.id })));
    return { action, host, given: [given], played, stays, poorer, margins };
  });
}

/** What a planned action comes to in a rehearsal; null where the graph has nothing of that name. */
export function givenOf(graph: IndexedGraph, action: PlannedAction, hostName: string | undefined): Given | null {
  if (action.what === "power-off-all") return { what: "power-loss", target: null };
  const host = hostName === undefined ? undefined : graph.nodes.get(`host:${hostName}`);
  if (host === undefined) return null;
  switch (action.what) {
    case "reboot":
    case "upgrade":
      return { what: "reboot", target: host.id };
    case "hardware-change":
      return { what: "hardware-fault", target: host.id };
    case "network-change":
      return { what: "apply-network", target: host.id };
    case "guest-restart":
      return onNode(graph, `guest:${host.name}/${action.subject}`, "restart");
    case "storage-change":
      return onNode(graph, `storage:${action.subject}`, "lose");
  }
}

function onNode(graph: IndexedGraph, id: NodeId, what: "restart" | "lose"): Given | null {
  return graph.nodes.has(id) ? { what, target: id } : null;
}

/** A storage comes back at the end of its change: what stays is what does not recover from its loss by itself. */
function lastingSteps(played: Rehearsal, given: Given, graph: IndexedGraph): Step[] {
  if (given.what !== "lose") return played.steps.filter(({ phase }) => phase === "return");
  return played.steps.filter(({ phase, node, state }) => {
    if (phase !== "impact" || state !== "down" || node.id === given.target) return false;
    const isMachine = node.kind === "host" || node.kind === "guest";
    const needs = (graph.needsOf.get(node.id) ?? []).filter(({ becomes, when }) => becomes === "down" && when === "run");
    return isMachine && needs.some(({ retries }) => !retries);
  });
}

function isOut({ state }: Step): boolean {
  return state === "down" || state === "hung" || state === "isolated";
}

function isOutForGood({ node, state }: Step): boolean {
  return (state === "down" || state === "isolated") && (node.kind === "host" || node.kind === "guest");
}

/** Machines that are out while a step lasts, by id. */
export function outDuring({ played, given }: RolledStep): Step["node"][] {
  const targets = new Set(given.map(({ target }) => target));
  const steps = played?.steps ?? [];
  const out = steps.filter(
    ({ phase, node, state }) =>
      phase === "impact" && state !== "degraded" && (node.kind === "host" || node.kind === "guest") && !targets.has(node.id),
  );
  return [...new Map(out.map(({ node }) => [node.id, node])).values()];
}
