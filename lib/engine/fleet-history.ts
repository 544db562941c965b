import { graceMs } from "./drift/fleet/limits.ts";

/** The score and the coverage of a host while it was in one state. */
export interface StateScore {
  hostId: string;
  seenFrom: Date;
  seenUntil: Date;
  /** 0 to 100. */
  score: number;
  /** Share of the rules that could be decided, 0 to 1. */
  coverage: number;
}

/** A host that the history is about. */
export interface HistoryHost {
  hostId: string;
  createdAt: Date;
  intervalSeconds: number;
}

/** The fleet at one time. */
export interface FleetPoint {
  at: Date;
  /** Hosts that were entered. */
  hosts: number;
  /** Of those, how many were read around then: the others count for no score, and as nothing decided. */
  inSight: number;
  /** Scores of those in sight, 0 to 100; null where none was. */
  mean: number | null;
  worst: number | null;
  /** Mean share of the rules that could be decided, 0 to 1; a host out of sight counts as 0. */
  coverage: number;
}

/**
 * The fleet's scores at `steps` + 1 times between two moments, oldest first, without the times before anything was read. `states` come oldest
 * first for each host.
 */
export function fleetHistory(
  hosts: readonly HistoryHost[],
  states: readonly StateScore[],
  { from, to, steps }: { from: Date; to: Date; steps: number },
): FleetPoint[] {
  const byHost = new Map<string, StateScore[]>(hosts.map(({ hostId }) => [hostId, []]));
  for (const state of states) byHost.get(state.hostId)?.push(state);
  const next = new Map<string, number>();
  const points: FleetPoint[] = [];
  for (let step = 0; step <= steps; step += 1) {
    const at = from.getTime() + ((to.getTime() - from.getTime()) * step) / steps;
    const entered = hosts.filter(({ createdAt }) => createdAt.getTime() <= at);
    const seen = entered.flatMap((host) => stateAt(host, byHost.get(host.hostId) ?? [], next, at) ?? []);
    if (points.length > 0 || seen.length > 0) points.push(pointOf(new Date(at), entered.length, seen));
  }
  return points;
}

/** The state that a host was in, where it was in sight. `next` remembers how far its states have been gone through. */
function stateAt(host: HistoryHost, states: readonly StateScore[], next: Map<string, number>, at: number): StateScore | null {
  const { hostId } = host;
  let index = next.get(hostId) ?? 0;
  while ((states[index]?.seenFrom.getTime() ?? Number.POSITIVE_INFINITY) <= at) index += 1;
  next.set(hostId, index);
  const state = states[index - 1];
  if (state === undefined) return null;
  return at - state.seenUntil.getTime() <= graceMs(host) ? state : null;
}

function pointOf(at: Date, hosts: number, seen: readonly StateScore[]): FleetPoint {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const scores = seen.map(({ score }) => score);
  return {
    at,
    hosts,
    inSight: seen.length,
    mean: seen.length === 0 ? null : sum(scores) / seen.length,
    worst: seen.length === 0 ? null : Math.max(...scores),
    coverage: hosts === 0 ? 0 : sum(seen.map(({ coverage }) => coverage)) / hosts,
  };
}
