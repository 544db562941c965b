import type { GraphNode, NodeId } from "#lib/graph/model.ts";
import { groupBy } from "#lib/rules/shared/wording.ts";
import { commonFates } from "./common-fate.ts";
import { rolesOfNode, type Site, sitesOf } from "./fleet-sites.ts";
import { type FleetView, oncePerGraph } from "./fleet-view.ts";

/** Guests that stand in for one another, by name and role. */
export interface RedundantSet {
  stem: string;
  role: string;
  site: Site;
  members: GraphNode[];
  running: GraphNode[];
  /** Members that should run and do not, where only one is left. */
  down: GraphNode[];
  /** So many members that the rest is no set any more lie on it together. */
  together: { device: GraphNode; members: GraphNode[] } | null;
}

/** Sets that vote: more than half of them must be there. */
const voting: ReadonlySet<string> = new Set(["Kubernetes control plane", "secrets"]);

/** Sets of guests with a role of infrastructure and one name but for the number; a guess, as every name is. */
export const redundantSets = oncePerGraph((view: FleetView): RedundantSet[] =>
  sitesOf(view).all.flatMap((site) => {
    const numbered = site.guests.filter((guest) => stemOf(guest) !== null && rolesOfNode(guest).length > 0);
    const sets = groupBy(numbered, (guest) => `${stemOf(guest)} ${rolesOfNode(guest)[0]}`);
    return [...sets.values()].filter((members) => members.length > 1).map((members) => setOf(view, site, members));
  }),
);

function setOf(view: FleetView, site: Site, unsorted: readonly GraphNode[]): RedundantSet {
  const members = unsorted.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const running = members.filter((member) => member.running);
  const [first] = members;
  const role = first === undefined ? "" : (rolesOfNode(first)[0] ?? "");
  const enough = voting.has(role) ? Math.floor(members.length / 2) + 1 : members.length;
  return {
    stem: first === undefined ? "" : (stemOf(first) ?? ""),
    role,
    site,
    members,
    running,
    down: running.length === 1 ? members.filter((member) => !member.running && member.roles.includes("onboot")) : [],
    together: togetherOf(view, running, Math.min(enough, running.length)),
  };
}

/** The device that carries at least so many of them. */
function togetherOf(view: FleetView, running: readonly GraphNode[], enough: number): RedundantSet["together"] {
  if (running.length < 2) return null;
  const byHost = [...groupBy(running, ({ host }) => host ?? "").entries()].find(([, members]) => members.length >= enough);
  const host = byHost === undefined ? undefined : view.nodes.get(`host:${byHost[0]}`);
  if (byHost !== undefined && host !== undefined) return { device: host, members: byHost[1] };
  const ids: NodeId[] = running.map(({ id }) => id);
  const [storage] = commonFates(view, ids, ["storage"]);
  return storage === undefined ? null : { device: storage, members: [...running] };
}

/** "ise-01" is of the set "ise"; null for a name without a number at its end. */
function stemOf({ name }: GraphNode): string | null {
  return /^(.*?[a-z])[-_.]?\d+$/i.exec(name.split(".")[0] ?? "")?.[1]?.toLowerCase() ?? null;
}
