import { corosyncEvent } from "#lib/rules/testing/cluster-testing.ts";
import { bond, bondPort } from "#lib/rules/testing/host-network-testing.ts";
import { address, clusterConfig, link } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, guest, mount, nic, storage } from "#lib/rules/testing/testing.ts";
import { corosyncSharesBusyNetwork } from "./corosync-shares-busy-network.ts";

const one = clusterConfig("lab", ["a", "b"]);
const two = { ...one, nodes: one.nodes.map((node, index) => ({ ...node, addresses: [`10.0.0.${index + 1}`, `10.9.0.${index + 1}`] })) };
const on = (bridge: string) => guest("web", { nics: [nic({ bridge })] });
const own = address("vmbr0", "10.0.0.1/24");
const dedicated = address("eno2", "10.9.0.1/24");
const nas = storage("nas", "nfs", { server: "10.0.0.70" });

const fast = {
  links: [
    link("eno1", { master: "bond0" }),
    link("eno2", { master: "bond0" }),
    link("bond0", { kind: "bond", master: "vmbr0" }),
    link("vmbr0", { kind: "bridge" }),
  ],
  bonds: [bond("bond0", "802.3ad", bondPort("eno1"), bondPort("eno2"))],
};

describeRule(
  corosyncSharesBusyNetwork,
  { clusterConfig: one, addresses: [own], guests: [on("vmbr0")] },
  {
    fails: {
      "the bridge of the guests": [{}, { severity: "medium", observed: "10.0.0.1 on vmbr0 beside 1 guest" }],
      "the network of the NFS server": [
        { guests: [], storages: [nas] },
        { severity: "medium", observed: "10.0.0.1 on vmbr0 beside storage nas" },
      ],
      "a mount by name whose server is near": [
        { guests: [], mounts: [mount("/mnt/nas", "nfs4", "nas:/vms", "rw,addr=10.0.0.70")] },
        { observed: "10.0.0.1 on vmbr0 beside nas:/vms" },
      ],
      "the network of Ceph": [
        {
          guests: [],
          cephConfig: {
            path: "/etc/pve/ceph.conf",
            networks: [{ option: "public_network", value: "10.0.0.0/24", at: cite("/etc/pve/ceph.conf", "public_network") }],
            monitorHosts: [],
          },
        },
        "medium",
      ],
      "and the token was lost": [{ corosyncEvents: { events: [corosyncEvent("token-lost", 4)], since: null } }, "high"],
      "10 Gbit/s and no lost token": [{ ...fast, corosyncEvents: { events: [], since: null } }, "info"],
      "10 Gbit/s, and the token was lost": [{ ...fast, corosyncEvents: { events: [corosyncEvent("token-lost")], since: null } }, "high"],
      "10 Gbit/s, and the log was not read": [fast, "medium"],
      "both links are busy": [
        { clusterConfig: two, addresses: [own, address("vmbr1", "10.9.0.1/24")], guests: [on("vmbr0"), on("vmbr1")] },
        "medium",
      ],
    },
    passes: {
      "own subnet": { addresses: [address("eno2", "10.0.0.1/24")] },
      "an additional dedicated link": { clusterConfig: two, addresses: [own, dedicated], storages: [nas] },
      "a storage elsewhere, disabled or near": {
        guests: [],
        storages: [storage("far", "nfs", { server: "192.0.2.1" }), { ...nas, enabled: false }],
      },
      "nothing is known of other traffic": { guests: undefined },
      "a link that went down says nothing of load": { guests: [], corosyncEvents: { events: [corosyncEvent("link-down")], since: null } },
    },
    notApplicable: { "a cluster of one node": { clusterConfig: clusterConfig("lab", ["a"]) } },
    unknown: { "none of the addresses is this node's": { addresses: [address("eth0", "192.0.2.9/24")] } },
  },
);
