import type { Effect } from "./effect.ts";

/** What becomes of guests, and of the clusters that start them. */
export const guestEffects: Readonly<Record<string, readonly Effect[]>> = {
  "guests/failover-does-not-fit": [
    { of: "ha-guests", when: ["start"], becomes: "down", words: "does not fit into the memory of the other nodes" },
  ],
  "guests/passthrough-shares-iommu-group": [
    {
      of: "host",
      when: ["boot"],
      becomes: "isolated",
      words: "loses devices to a guest that starts with it",
      atImpact: 4,
      sureFrom: "never",
    },
  ],
  "cluster/not-quorate": [{ of: "guests", when: ["start"], becomes: "down", words: "is not started: there is no quorum now" }],
  "cluster/config-inconsistent": [
    {
      of: "cluster-files",
      when: ["boot"],
      becomes: "down",
      words: "stays read-only: the node does not join with its configuration",
      sureFrom: "never",
    },
  ],
  "cluster/ceph-degraded": [{ of: "ceph-guests", when: ["run"], becomes: "hung", words: "stands still: Ceph bears no further loss" }],
  "cluster/ceph-ports-filtered": [
    { of: "host", when: ["boot"], becomes: "degraded", words: "comes up with Ceph daemons that nobody reaches", short: "Ceph stops" },
  ],
  "k8s/control-plane-state-on-network-storage": [
    {
      of: "state-mounts",
      when: ["run"],
      becomes: "degraded",
      words: "loses the state of its control plane",
      short: "API stops",
      sureFrom: 1,
    },
  ],
};
