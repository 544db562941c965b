import type { Given } from "#lib/graph/given.ts";
import { type IndexedGraph, supply } from "#lib/graph/indexed.ts";
import type { NodeId } from "#lib/graph/model.ts";
import { isStart } from "#lib/graph/recovery-world.ts";
import type { Step } from "#lib/graph/rehearsal.ts";
import { guestId, hostId } from "#lib/graph/unite/places.ts";
import type { FleetMember } from "#lib/graph/unite.ts";
import type { Answer } from "./answers.ts";
import { guestOutcomes, hostOutcomes, otherHostOutcomes } from "./outcome.ts";
import type { View } from "./view.ts";

/** One address holds so many events. */
const maximumRestarts = 20;

/**
 * Each running guest of a host is stopped and started alone, since that is how it is done; a host that is a guest itself, too. The rehearsal
 * that opens restarts those that do not come back, or where all do the one on which most hangs.
 */
export function restartAnswer(view: View, { name, part }: FleetMember): Answer | null {
  const carrier = carrierOf(view.graph, name);
  const running = part.guests.filter((guest) => !guest.template && guest.running !== false).map(({ id }) => guestId(name, id));
  const guests = [...running, ...(carrier === null ? [] : [carrier])].sort();
  if (guests.length === 0) return null;
  const played = guests
    .filter((id) => id === carrier || isFragile(view.graph, id))
    .map((id) => ({ id, steps: view.play(restarts([id])).steps }));
  const back = played.map(({ id, steps }) => ({ id, steps: steps.filter(({ phase }) => phase === "return") }));
  const failing = back.filter(({ steps }) => steps.some(isLoss));
  const steps = failing.flatMap((one) => one.steps);
  const busiest = played.toSorted((one, other) => other.steps.length - one.steps.length)[0]?.id ?? guests[0];
  const shown = failing.length > 0 ? failing.map(({ id }) => id) : busiest === undefined ? [] : [busiest];
  return {
    given: restarts(shown.slice(0, maximumRestarts)),
    outcomes: [
      ...hostOutcomes(name, steps),
      ...guestOutcomes(steps.filter(({ node }) => node.id !== carrier)),
      ...otherHostOutcomes(
        steps.filter(({ node }) => node.host !== name),
        "high",
      ),
    ],
  };
}

function isLoss({ state }: Step): boolean {
  return state === "down" || state === "hung" || state === "isolated";
}

function restarts(guests: readonly NodeId[]): Given[] {
  return guests.map((target) => ({ what: "restart", target }));
}

/** Whether a restart of a guest can come to anything: somebody needs it, or its start lacks something already. */
function isFragile(graph: IndexedGraph, id: NodeId): boolean {
  const isNeeded = (graph.neededBy.get(id) ?? []).some(({ node }) => node !== id);
  return isNeeded || (graph.needsOf.get(id) ?? []).some((need) => isStart(need) && supply(graph, new Map(), need) < need.atLeast);
}

/** The guest of another host that this host is. */
function carrierOf(graph: IndexedGraph, host: string): NodeId | null {
  const carried = (graph.needsOf.get(hostId(host)) ?? []).flatMap(({ from }) => from.map(({ node }) => node));
  return carried.find((id) => graph.nodes.get(id)?.kind === "guest" && graph.nodes.get(id)?.host !== host) ?? null;
}
