import { address, clusterConfig, defaultRoute, link, resolver } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, mount, storage } from "#lib/rules/testing/testing.ts";
import { linkWithoutCarrier as rule } from "./link-without-carrier.ts";

const down = { carrier: false, operState: "DOWN" };
const links = [link("vmbr1", { kind: "bridge", ...down }), link("enp5s0", { master: "vmbr1", ...down })];
const addresses = [address("vmbr1", "172.31.8.13/24")];
const networks = {
  path: "/etc/pve/ceph.conf",
  monitorHosts: [],
  networks: [
    { option: "cluster_network" as const, value: "172.31.8.11/24", at: cite("/etc/pve/ceph.conf", "cluster_network = 172.31.8.11/24") },
  ],
};

describeRule(
  rule,
  { links, addresses },
  {
    fails: {
      "nothing is known of that network": [{}, { severity: "low", subject: "vmbr1", title: "vmbr1 has no carrier" }],
      "the network of Ceph": [
        { cephConfig: networks },
        {
          severity: "critical",
          title: "vmbr1 has no carrier, and Ceph needs it",
          observed: "NO-CARRIER on vmbr1 and enp5s0; 172.31.8.13/24 is there for Ceph",
        },
      ],
      "a storage": [{ storages: [storage("nas", "nfs", { server: "172.31.8.50" })] }, "high"],
      "a mount by name that has its address in its options": [
        { mounts: [mount("/mnt/nas", "nfs4", "nas:/vms", "rw,addr=172.31.8.50")] },
        "high",
      ],
      "a link of corosync": [
        {
          clusterConfig: clusterConfig("lab", ["pve1"], {
            nodes: [{ name: "pve1", nodeId: 1, votes: 1, addresses: ["172.31.8.13"], at: cite("/etc/pve/corosync.conf", "ring1_addr") }],
          }),
        },
        "high",
      ],
      "the way out": [{ routes: [defaultRoute("vmbr1", "172.31.8.1")] }, "high"],
      "the DNS servers": [{ resolver: resolver("172.31.8.53") }, "high"],
      "a card by itself": [
        { links: [link("eno2", down)], addresses: [address("eno2", "172.31.8.13/24")] },
        { severity: "low", subject: "eno2" },
      ],
    },
    passes: {
      "a link": { links: [link("vmbr1", { kind: "bridge" }), link("enp5s0", { master: "vmbr1" })] },
      "docker0 and virbr0": {
        links: [link("docker0", { kind: "bridge", ...down }), link("virbr0", { kind: "bridge", ...down })],
        addresses: [address("docker0", "172.17.0.1/16"), address("virbr0", "192.168.122.1/24")],
      },
      "a network inside the host, with no guest running": { links: [link("vmbr1", { kind: "bridge", ...down })] },
      "a spare card without address": { addresses: [] },
      "a link-local address is none": { addresses: [address("vmbr1", "fe80::1/64", { scope: "link" })] },
    },
  },
);
