import { defineRule, NotApplicable, type Observation } from "#lib/rules/rule.ts";
import { insideCluster } from "./parts/cluster-voters.ts";
import { citesOf, nodesOf, settled, viewOf, weakest } from "./parts/fleet-view.ts";

export const qdeviceInsideCluster = defineRule({
  id: "cascade/qdevice-inside-cluster",
  title: "The quorum device of a cluster runs inside that cluster",
  why: "Its vote is meant for the moment in which a node is gone, and goes with that node. After a power cut guests wait for quorum, and the quorum device is one of the guests.",
  scope: "fleet",
  scenarios: ["power-loss", "node-loss"],
  likelihood: 3,
  impact: 3,
  references: ["pvecm(1)", "corosync-qdevice(8)"],
  needs: ["graph"],
  check({ graph }) {
    const view = viewOf(graph);
    const devices = nodesOf(view, "quorum-device");
    if (view.nodes.size > 0 && devices.length === 0 && view.unknown.length === 0)
      throw new NotApplicable("no cluster here has a quorum device");
    const found = devices.flatMap(({ id, name }): Observation[] => {
      const inside = insideCluster(view, id);
      if (inside === null) return [];
      const { cluster, voters, place, chain } = inside;
      return [
        {
          subject: cluster.name,
          key: cluster.id,
          title: `The ${name} of ${cluster.name} is ${place.name}, which depends on the cluster`,
          observed: `${name} is ${place.kind === "host" ? `its node ${place.name}` : `guest ${place.name} of ${place.host}`}; nodes of ${cluster.name}: ${voters.join(", ")}`,
          expected: "a machine that runs when every node of the cluster is off",
          cite: citesOf(chain.flatMap(({ evidence }) => evidence)),
          impact: voters.length <= 2 ? 4 : 3,
          confidence: weakest(chain.map(({ confidence }) => confidence)),
        },
      ];
    });
    return settled(view, found, ["clusterConfig", "guests", "neighbours"]);
  },
  remedy: {
    steps: [
      "With every node online: `pvecm qdevice remove`",
      "`apt install corosync-qnetd` on a machine outside: a NAS, a small computer, a server at another site",
      "`pvecm qdevice setup ADDRESS`, with the address of that machine",
    ],
    risk: "Between removal and setup the cluster has no vote to spare: a node that fails then stops it.",
    verify: "pvecm status",
  },
});
