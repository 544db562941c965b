import type { Loaded } from "./questions.ts";

/** What somebody may plan to work on beside hosts. */
export interface Workables {
  /** Guests of the host that was asked about, by name. */
  guests: { id: string; name: string }[];
  /** Storage servers as the fleet's hosts name them, sorted. */
  storages: string[];
}

/** The guests of a host by its name, and the storage servers of the whole fleet. */
export function askWorkables({ facts, graph }: Loaded, { host }: { host: string }): Workables {
  const guests = facts.hosts.find(({ name }) => name === host)?.part.guests ?? [];
  const storages = [...graph.nodes.values()].flatMap(({ kind, id }) => (kind === "storage" ? [id.slice("storage:".length)] : []));
  const byName = (one: { name: string }, other: { name: string }) => (one.name < other.name ? -1 : 1);
  return {
    guests: guests.flatMap(({ id, name, template }) => (template ? [] : [{ id, name }])).sort(byName),
    storages: storages.sort(),
  };
}
