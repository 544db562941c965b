import type { ColdStart } from "#lib/graph/rehearsal.ts";
import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { counted, listed } from "#lib/rules/shared/wording.ts";
import { citesOf, type FleetView, settled, viewOf, weakest } from "./parts/fleet-view.ts";
import { nameCycles } from "./parts/name-cycles.ts";
import { ownStorages } from "./parts/own-storage.ts";
import { mayRing, shortestRing } from "./parts/shortest-ring.ts";

type Cycle = ColdStart["cycles"][number];

export const noColdStartOrder = defineRule({
  id: "cascade/no-cold-start-order",
  title: "After a power cut there is no order in which everything starts",
  why: "Machines wait for one another in a ring: each is started, gives up, and stays off until somebody has understood which of them to change first.",
  scope: "fleet",
  scenarios: ["power-loss"],
  likelihood: 2,
  impact: 4,
  postmortems: ["pve-self-fence-unseen-nine-hours"],
  references: ["Proxmox VE Cluster Manager: Cluster Cold Start"],
  needs: ["graph"],
  check({ graph }) {
    const view = viewOf(graph);
    const told = new Set([...nameCycles(view).map(({ name }) => name.id), ...ownStorages(view).map(({ storage }) => storage.id)]);
    const cold = mayRing(view, told) ? view.cold() : { cycles: [], stages: [] };
    const rings = cold.cycles.filter((cycle) => !isToldOtherwise(view, cycle));
    const found = rings.map((cycle) => observe(view, cycle, cold.stages));
    return settled(view, found, ["guests", "fstab", "mounts", "storages", "resolver", "clusterConfig"]);
  },
  remedy: {
    steps: ["Make one need of the ring soft: an automount, a line in the hosts file, a local disk, a start that waits and tries again"],
    risk: "What starts without what it needs must bear that: see the rule of the need that you cut.",
    verify: "npx bulkhead coldstart HOST",
  },
});

function observe(view: FleetView, cycle: Cycle, stages: ColdStart["stages"]): Observation {
  const ids = cycle.nodes.map(({ id }) => id);
  const { needs, words } = shortestRing(view, ids);
  const more = ids.length > needs.length ? `; ${ids.length} things wait for one another in all` : "";
  return {
    subject: words.split(" → ")[0] ?? "",
    key: ids[0] ?? "",
    title: `${words}: none of them starts before the others`,
    observed: `ring of ${counted(needs.length, "need")}: ${words}${more}; everything else starts in ${counted(stages.length, "stage")}`,
    expected: "an order in which each machine finds what it needs",
    cite: citesOf(needs.flatMap(({ evidence }) => evidence)),
    confidence: weakest(needs.map(({ confidence }) => confidence)),
    remedy: { steps: stepsOf(cycle, stages) },
  };
}

/** The rings that a rule of their own tells better. */
function isToldOtherwise(view: FleetView, { nodes }: Cycle): boolean {
  const ids = new Set(nodes.map(({ id }) => id));
  return (
    nameCycles(view).some(({ name }) => ids.has(name.id)) ||
    ownStorages(view).some(({ storage, server }) => ids.has(storage.id) && ids.has(server.id))
  );
}

/** The cheapest cut first, then the order by hand. */
function stepsOf({ cuts }: Cycle, stages: ColdStart["stages"]): string[] {
  const fixes = cuts.slice(0, 3).map(({ from, to, fix }) => `${from.name} needs ${to.name}: ${fix}`);
  const order = stages.slice(0, 6).map(
    ({ start }, index) =>
      `${index + 1}. ${listed(
        start.map(({ name }) => name),
        6,
      )}`,
  );
  return [...fixes, ...(order.length > 0 ? [`By hand until then, wait for each stage: ${order.join("; ")}`] : [])];
}
