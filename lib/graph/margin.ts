import type { Given } from "./given.ts";
import { type IndexedGraph, named } from "./indexed.ts";
import type { NodeId, NodeKind } from "./model.ts";
import type { Rehearsal, Step } from "./rehearsal.ts";
import { rehearse } from "./rehearse.ts";

/** One more loss that decides: with it, some of what restarts does not come back. */
export interface NarrowMargin {
  /** What must not be lost meanwhile. */
  node: Step["node"];
  /** What then stays down although it comes back without this loss: those that were restarted first, then by id. */
  stays: Step["node"][];
}

/** Things that fail as a whole; what lies between them and a machine (a mount, a name) is passed through. */
const fails: ReadonlySet<NodeKind> = new Set(["host", "guest", "storage", "dns", "gateway", "quorum-device", "nic"]);
/** Events after which their target starts again: others leave nothing that one more loss could keep down. */
export const restarts: ReadonlySet<Given["what"]> = new Set(["reboot", "restart", "hardware-fault"]);
/** A fleet has many things to lose; a start needs few of them. */
const maximumTried = 12;

/**
 * Which single further loss keeps from coming back what would come back without it: the NAS that a boot requires, the only DNS server that
 * knows its name. `played` is the rehearsal of `given`. Worst first; empty where nothing restarts, or where one more loss changes nothing.
 */
export function narrowMargins(graph: IndexedGraph, given: readonly Given[], played: Rehearsal): NarrowMargin[] {
  const restarted = new Set(given.flatMap(({ what, target }) => (restarts.has(what) ? (target ?? []) : [])));
  const gone = new Set(played.steps.map(({ node }) => node.id));
  const starts = new Set([...restarted, ...(restarted.size > 0 ? downMachines(played, "impact") : [])]);
  const margins = neededFor(graph, starts, gone).flatMap((node): NarrowMargin[] => {
    const alone = new Set(rehearse(graph, [{ what: "lose", target: node }]).steps.map((step) => step.node.id));
    const both = downMachines(rehearse(graph, [...given, { what: "lose", target: node }]), "return");
    const before = downMachines(played, "return");
    const fresh = [...both].filter((id) => !before.has(id) && node !== `host:${graph.nodes.get(id)?.host}`);
    const ids = fresh.filter((id) => restarted.has(id) || !alone.has(id));
    if (ids.length === 0) return [];
    const first = (id: NodeId) => (restarted.has(id) ? 0 : 1);
    const stays = ids.sort((one, other) => first(one) - first(other) || (one < other ? -1 : 1));
    return [{ node: named(graph, node), stays: stays.map((id) => named(graph, id)) }];
  });
  return margins.sort((one, other) => other.stays.length - one.stays.length || (one.node.id < other.node.id ? -1 : 1));
}

function downMachines({ steps }: Rehearsal, during: Step["phase"]): Set<NodeId> {
  const machines = steps.filter(({ phase, node, state }) => phase === during && state === "down" && isMachine(node.kind));
  return new Set(machines.map(({ node }) => node.id));
}

function isMachine(kind: NodeKind): boolean {
  return kind === "host" || kind === "guest";
}

/** What the starts of these need, directly or by way of mounts, names and services, and that is still there. */
function neededFor(graph: IndexedGraph, starts: ReadonlySet<NodeId>, gone: ReadonlySet<NodeId>): NodeId[] {
  const seen = new Set(starts);
  const found: NodeId[] = [];
  for (let wave = [...starts]; wave.length > 0; ) {
    const next: NodeId[] = [];
    for (const need of wave.flatMap((id) => graph.needsOf.get(id) ?? [])) {
      if (need.unknown || need.when === "recover" || need.when === "alert" || need.when === "login") continue;
      for (const { node } of need.from) {
        if (seen.has(node)) continue;
        seen.add(node);
        const kind = graph.nodes.get(node)?.kind;
        if (kind !== undefined && fails.has(kind) && !gone.has(node)) found.push(node);
        else next.push(node);
      }
    }
    wave = next;
  }
  return found.sort().slice(0, maximumTried);
}
