import { nodeOf } from "#lib/graph/indexed.ts";
import { defineRule, NotApplicable, type Observation } from "#lib/rules/rule.ts";
import { counted, listed, shellWord } from "#lib/rules/shared/wording.ts";
import { fencing, quorumCuts, type Votes, votesOf } from "./parts/cluster-voters.ts";
import { citesOf, type FleetView, nodesOf, settled, viewOf } from "./parts/fleet-view.ts";

export const quorumLostIfNodeReboots = defineRule({
  id: "cascade/quorum-lost-if-node-reboots",
  title: "The reboot of one node costs the cluster its quorum",
  why: "Without quorum /etc/pve is read-only, no guest starts, and nodes with HA reset themselves within a minute: one reboot takes healthy nodes with it.",
  scope: "fleet",
  scenarios: ["reboot", "node-loss", "power-loss"],
  likelihood: 3,
  impact: 3,
  postmortems: ["pve-self-fence-unseen-nine-hours", "quorum-lost-lxc-blocked"],
  references: ["pvecm(1)", "ha-manager(1)", "votequorum(5)"],
  needs: ["graph"],
  check({ graph }) {
    const view = viewOf(graph);
    if (view.nodes.size > 0 && nodesOf(view, "cluster").length === 0 && view.unknown.length === 0)
      throw new NotApplicable("no host here is in a cluster");
    const found = votesOf(view).flatMap((votes) => observe(view, votes));
    return settled(view, found, ["clusterConfig", "clusterStatus"]);
  },
  remedy: {
    steps: ["Bring the missing votes back, or add a quorum device outside the cluster, before any maintenance"],
    risk: "`pvecm expected` makes the votes fit and takes away what they protect: two halves may both write.",
    verify: "pvecm status",
  },
});

function observe(view: FleetView, votes: Votes): Observation[] {
  const { cluster, need, have } = votes;
  const lostBy = quorumCuts(view, votes);
  const [first] = lostBy;
  if (first === undefined) return [];
  const names = lostBy.map(({ node }) => node.name);
  const fenced = fencing(view, cluster.id);
  const counts = lostBy.map(({ node, left }) => `without ${node.name} ${left} ${left === 1 ? "is" : "are"} left`);
  const silent = need.from.filter(({ node }) => !nodeOf(view, node).running).map(({ node }) => nodeOf(view, node).name);
  return [
    {
      subject: cluster.name,
      key: cluster.id,
      title: `${cluster.name} loses its quorum with ${names.length === 1 ? names[0] : `any of ${listed(names)}`}`,
      observed: [
        `${have} of ${counted(
          need.from.reduce((sum, { weight }) => sum + weight, 0),
          "vote",
        )} counted, quorum is ${need.atLeast}`,
        listed(counts),
        ...(silent.length > 0 ? [`${listed(silent)} does not vote`] : []),
        ...(fenced.length > 0
          ? [
              `HA is active on ${listed(fenced.map(({ node }) => nodeOf(view, node).name))}: ${fenced.length === 1 ? "it resets itself" : "they reset themselves"}`,
            ]
          : []),
      ].join("; "),
      expected: `at least ${counted(need.atLeast, "vote")} left whichever node reboots`,
      cite: citesOf([...need.evidence, ...fenced.flatMap(({ evidence }) => evidence)]),
      impact: fenced.length > 0 ? 4 : 3,
      remedy: {
        steps: [
          ...silent.map((name) => `Bring ${name} back: it gives no vote now`),
          ...(silent.length === 0 ? ["Add a quorum device on a machine outside the cluster: `pvecm qdevice setup ADDRESS`"] : []),
          ...(fenced.length > 0
            ? [`Before planned work: \`ha-manager crm-command node-maintenance enable ${shellWord(first.node.name)}\``]
            : []),
        ],
      },
    },
  ];
}
