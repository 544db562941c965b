import type { CephConfig } from "#lib/facts/ceph.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite } from "#lib/rules/testing/testing.ts";
import { cephNetworkHostAddress } from "./ceph-network-host-address.ts";

const config = (...values: string[]): { cephConfig: CephConfig } => ({
  cephConfig: {
    path: "/etc/pve/ceph.conf",
    networks: values.map((value) => ({ option: "cluster_network", value, at: cite("/etc/pve/ceph.conf", `cluster_network = ${value}`) })),
    monitorHosts: [],
  },
});

describeRule(cephNetworkHostAddress, config("172.31.8.11/24"), {
  fails: {
    "a host address with a mask": [
      {},
      {
        severity: "low",
        subject: "/etc/pve/ceph.conf",
        observed: "cluster_network = 172.31.8.11/24",
        expected: "cluster_network = 172.31.8.0/24",
      },
    ],
    "one of a list": [config("10.0.0.0/24", "10.1.0.9/16"), { expected: "cluster_network = 10.1.0.0/16" }],
    IPv6: [config("fd00:1::5/64"), { expected: "cluster_network = fd00:1::/64" }],
  },
  passes: {
    "a network": config("172.31.8.0/24"),
    "an IPv6 network, however spelt": config("FD00:1:0::/64"),
    "one host is a network of one": config("10.0.0.5/32"),
    "no network at all": config(),
    "text that is none": config("storage-net", "10.0.0.5"),
  },
});
