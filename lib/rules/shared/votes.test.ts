import { expect, test } from "vitest";
import { clusterConfig, clusterStatus } from "#lib/rules/testing/network-testing.ts";
import { cite } from "#lib/rules/testing/testing.ts";
import { clusterName, configuredVotes, hasQdevice, marginOf, memberName, missingVoters } from "./votes.ts";

const device = { model: "net", host: null, algorithm: "ffsplit", votes: 1, at: cite("/etc/pve/corosync.conf", "device {") };
const two = clusterConfig("lab", ["a", "b"]);

test("the margin is total less quorum", () => {
  expect(["3/3/2", "2/3/2", "1/3/2"].map((votes) => marginOf(clusterStatus(votes, [])))).toEqual([1, 0, -1]);
});

test("configured votes: nodes and device, or what the file says outright", () => {
  expect(configuredVotes(two)).toBe(2);
  expect(configuredVotes({ ...two, qdevice: device })).toBe(3);
  expect(configuredVotes({ ...two, qdevice: { ...device, votes: null } })).toBe(2);
  expect(configuredVotes({ ...two, qdevice: device, expectedVotes: 5 })).toBe(5);
});

test("names: the cluster's, and a member's from corosync.conf", () => {
  const status = clusterStatus("2/2/2", [null, null], { name: "from-status" });
  const [member] = status.members;
  expect([
    clusterName(two, status),
    clusterName(undefined, status),
    clusterName(undefined, undefined),
    clusterName({ ...two, name: "" }, undefined),
  ]).toEqual(["lab", "from-status", "the cluster", "the cluster"]);
  expect(member && [memberName(member, two), memberName(member, undefined)]).toEqual(["a", "10.0.0.1"]);
});

test("voters that are away; a node without vote or id counts for nothing", () => {
  const nodes = two.nodes.map((node, index) => ({ ...node, votes: index }));
  expect(missingVoters(two, clusterStatus("1/2/2", [null])).map((node) => node.name)).toEqual(["b"]);
  expect(missingVoters({ ...two, nodes }, clusterStatus("1/1/1", [null])).map((node) => node.name)).toEqual(["b"]);
  expect(missingVoters({ ...two, nodes: two.nodes.map((node) => ({ ...node, nodeId: null })) }, clusterStatus("0/2/2", []))).toEqual([]);
});

test("a device is declared or told by the flags; the column alone says nothing", () => {
  const rhel = clusterStatus("2/2/1", ["NR", "NR"]);
  expect([
    hasQdevice(two, rhel),
    hasQdevice({ ...two, qdevice: device }, rhel),
    hasQdevice(undefined, { ...rhel, flags: ["Qdevice"] }),
    hasQdevice(undefined, undefined),
  ]).toEqual([false, true, true, false]);
});
