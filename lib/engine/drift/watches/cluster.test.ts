import { describeDrift } from "#lib/engine/drift/drift-testing.ts";
import { clusterGuests, corosyncLink, otherGuest } from "#lib/rules/testing/cluster-testing.ts";
import { kubernetes, node, workload } from "#lib/rules/testing/kubernetes-testing.ts";
import { clusterConfig, clusterStatus, qdevice } from "#lib/rules/testing/network-testing.ts";
import { cite, identity } from "#lib/rules/testing/testing.ts";

const at = cite("ha-manager status", "x");
const ha = (state: string, over = {}) => ({
  highAvailability: {
    resources: [],
    groups: [],
    rules: [],
    nodes: [{ node: "pve", state, at }],
    services: [],
    watchdogModule: null,
    ...over,
  },
});

describeDrift("votes and nodes", {
  "the device stopped voting": [
    { clusterStatus: clusterStatus("3/3/2", ["A,V,NMW", "A,V,NMW"], { qdeviceRow: { votes: 1, configuredVotes: null, at } }) },
    { clusterStatus: clusterStatus("2/3/2", ["NA,NV,NMW", "A,V,NMW"], { qdeviceRow: { votes: 0, configuredVotes: 1, at } }) },
    "cluster: votes 3 of 3 → 2 of 3",
    "cluster member 10.0.0.1: quorum device A, NMW, V → NA, NMW, NV",
    "vote of the quorum device: votes 1 → 0",
  ],
  "a member is missing": [
    { clusterStatus: clusterStatus("2/2/2", [null, null]) },
    { clusterStatus: clusterStatus("1/2/2", [null], { quorate: false }) },
    "cluster: votes 2 of 2 → 1 of 2 and quorate yes → no",
    "cluster member 10.0.0.2 is gone (votes 1)",
  ],
  "the version of the file alone": [
    { clusterConfig: clusterConfig("lab", ["a", "b"]) },
    { clusterConfig: clusterConfig("lab", ["a", "b"], { configVersion: 9 }) },
  ],
  "a third node, in a file that Proxmox hands out": [
    { identity: identity({ system: "proxmox" }), clusterConfig: clusterConfig("lab", ["a", "b"]) },
    { identity: identity({ system: "proxmox" }), clusterConfig: clusterConfig("lab", ["a", "b", "c"]) },
    "cluster node c is new (votes 1, addresses 10.0.0.3, id 3)",
  ],
  "two-node mode, elsewhere": [
    { clusterConfig: clusterConfig("lab", ["a", "b"]) },
    { clusterConfig: clusterConfig("lab", ["a", "b"], { twoNode: true }) },
    "configuration of cluster lab: two-node mode no → yes (at the next restart of corosync)",
  ],
  "the device does not answer": [
    { qdevice: qdevice("Connected") },
    { qdevice: qdevice("Disconnected") },
    "connection to the quorum device: state Connected → Disconnected",
  ],
  "a link to one node": [
    { corosyncLinks: [corosyncLink(0, "10.0.0.1", { 2: true, 3: true })] },
    { corosyncLinks: [corosyncLink(0, "10.0.0.1", { 2: true, 3: false })] },
    "node 3 over corosync link 0: connected yes → no",
  ],
  "guests of other nodes": [
    { clusterGuests: clusterGuests(["a", "b"], otherGuest("100", "b", "vmbr0")) },
    { clusterGuests: clusterGuests(["a", "b"]) },
  ],
});

describeDrift("high availability", {
  "a node has something to do": [ha("idle"), ha("active")],
  "a node went into maintenance": [ha("active"), ha("maintenance mode"), "HA node pve: state ready → maintenance mode"],
  "a resource": [
    ha("idle"),
    ha("idle", { resources: [{ id: "vm:100", state: "started", group: null, at }] }),
    "HA resource vm:100 is new (to be started)",
  ],
});

describeDrift("Kubernetes", {
  "pods of a roll-out": [
    { kubernetes: kubernetes({ workloads: [workload("web/shop", 2)] }) },
    { kubernetes: kubernetes({ workloads: [workload("web/shop", 2, { readyReplicas: 1, rollingOut: true })], pods: [] }) },
  ],
  "a node was cordoned": [
    { kubernetes: kubernetes({ nodes: [node("cp-01")] }) },
    { kubernetes: kubernetes({ nodes: [node("cp-01", { unschedulable: true })] }) },
    "Kubernetes node cp-01: cordoned no → yes",
  ],
  "fewer replicas": [
    { kubernetes: kubernetes({ workloads: [workload("web/shop", 2)] }) },
    { kubernetes: kubernetes({ workloads: [workload("web/shop", 1)] }) },
    "Deployment web/shop: replicas 2 → 1",
  ],
});
