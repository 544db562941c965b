import type { Declarations } from "#lib/facts/declared.ts";
import type { GraphNode } from "#lib/graph/model.ts";
import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { listed } from "#lib/rules/shared/wording.ts";
import { isSeen } from "./parts/fleet-sites.ts";
import { citesOf, type FleetView, placementCites, settled, viewOf } from "./parts/fleet-view.ts";
import { type RedundantSet, redundantSets } from "./parts/redundant-sets.ts";

export const redundantPairColocated = defineRule({
  id: "cascade/redundant-pair-colocated",
  title: "Guests that stand in for one another go down together, or only one of them runs",
  why: "The second member is there for the day on which the first is not; on one machine, or switched off, it is of no use on that day.",
  scope: "fleet",
  scenarios: ["node-loss"],
  likelihood: 2,
  impact: 3,
  references: ["ha-manager(1)", "qm(1)", "virsh(1)"],
  needs: ["graph", "declared"],
  check({ graph, declared }, now) {
    const view = viewOf(graph);
    const found = redundantSets(view).flatMap((set) => [...single(view, set, declared, now), ...together(view, set)].slice(0, 1));
    return settled(view, found, ["guests"]);
  },
  remedy: {
    steps: [
      "Move one member to another host and another storage, and keep them apart with an anti-affinity rule",
      "Start the member that is off",
    ],
    risk: "A guest with passed-through devices or local disks does not migrate while it runs.",
    verify: "virsh list --all || qm list",
  },
});

function placement(members: readonly GraphNode[]): string {
  return listed(
    members.map(({ name, host, running }) => `${name} on ${host}${running ? "" : ", off"}`),
    6,
  );
}

function together(view: FleetView, set: RedundantSet): Observation[] {
  if (set.together === null) return [];
  const { device, members } = set.together;
  // The only host of a site holds everything that it has; and on nodes that nobody visits other members may run.
  if ((device.kind === "host" && set.site.hosts.length < 2) || !isSeen(set.site)) return [];
  const names = listed(members.map(({ name }) => name));
  return [
    {
      subject: set.stem,
      key: `${set.site.name}|${set.stem}`,
      title: `${names} (${set.role}) go down together with ${device.name}`,
      observed: `${placement(set.members)}; ${members.length} of ${set.members.length} need ${device.name}`,
      expected: `members of ${set.stem} on different hosts and storages`,
      cite: citesOf(set.members.flatMap(({ id }) => placementCites(view, id))),
      confidence: "suspected",
    },
  ];
}

/** The set is single now, unless somebody said that a member is out on purpose. */
function single(view: FleetView, set: RedundantSet, declared: Declarations, now: Date): Observation[] {
  const down = set.down.filter(({ name }) => !isTakenOut(name, declared, now));
  const [left] = set.running;
  if (down.length === 0 || left === undefined) return [];
  return [
    {
      subject: set.stem,
      key: `${set.site.name}|${set.stem}`,
      title: `Only ${left.name} is left of ${set.stem} (${set.role})`,
      observed: placement(set.members),
      expected: `every member of ${set.stem} that starts with its host to run`,
      cite: citesOf(set.members.flatMap(({ id }) => placementCites(view, id))),
      likelihood: 4,
      confidence: "suspected",
      remedy: { steps: [`Start ${listed(down.map(({ name }) => name))}, or enter under Declarations until when it is out`] },
    },
  ];
}

function isTakenOut(name: string, declared: Declarations, now: Date): boolean {
  return declared.some(
    (one) =>
      one.kind === "temporary-change" &&
      one.undoneOn === null &&
      Date.parse(`${one.expiresOn}T23:59:59Z`) >= now.getTime() &&
      one.what.toLowerCase().includes(name.toLowerCase()),
  );
}
