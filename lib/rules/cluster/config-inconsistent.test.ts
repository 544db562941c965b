import { peer } from "#lib/rules/testing/context-testing.ts";
import { clusterConfig } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite } from "#lib/rules/testing/testing.ts";
import { configInconsistent } from "./config-inconsistent.ts";

const config = (over = {}, nodes = ["a", "b", "c"]) => clusterConfig("lab", nodes, { configVersion: 7, ...over });
const copy = (configVersion: number, differs = true) => ({
  localCopy: { configVersion, differs, at: cite("/etc/corosync/corosync.conf", "config_version") },
});
const device = (votes: number | null = 1) => ({
  qdevice: { model: "net", host: "x", algorithm: "ffsplit", votes, at: cite("corosync.conf", "device {") },
});
const other = (over = {}) => [peer("b", { clusterConfig: config(over) })];

describeRule(
  configInconsistent,
  { clusterConfig: config(copy(6)) },
  {
    fails: {
      "version 7 in /etc/pve, 6 in /etc/corosync": [
        {},
        { severity: "high", observed: "/etc/pve has version 7, /etc/corosync has version 6" },
      ],
      "the same version with another text": [
        { clusterConfig: config(copy(7)) },
        { severity: "high", observed: "/etc/pve has version 7, /etc/corosync has version 7 with another text" },
      ],
      "a peer has another version": [
        { clusterConfig: config(), peers: other({ configVersion: 6 }) },
        { severity: "high", observed: "version 7 here, version 6 on b" },
      ],
      "last_man_standing with a device": [
        { clusterConfig: config({ ...device(), lastManStanding: true }) },
        { severity: "high", observed: "last_man_standing switches the quorum device off" },
      ],
      "auto_tie_breaker with a device": [{ clusterConfig: config({ ...device(), autoTieBreaker: true }) }, "high"],
      "two_node: 1 with three nodes": [{ clusterConfig: config({ twoNode: true }) }, { observed: "two_node: 1 with 3 nodes" }],
      "two_node: 1 beside a device": [{ clusterConfig: config({ ...device(), twoNode: true }, ["a", "b"]) }, "high"],
      "wait_for_all: 0 with two_node": [{ clusterConfig: config({ twoNode: true, waitForAllSet: false }, ["a", "b"]) }, "high"],
      "expected_votes that do not add up": [
        { clusterConfig: config({ expectedVotes: 5 }) },
        { observed: "expected_votes: 5, while the nodes and the device add up to 3" },
      ],
      "secauth: off": [{ clusterConfig: config({ authenticated: false }) }, "low"],
    },
    passes: {
      equal: { clusterConfig: config(copy(7, false)), peers: other() },
      "two_node: 1 with two nodes": { clusterConfig: config({ twoNode: true, waitForAll: true }, ["a", "b"]) },
      "expected_votes that add up": { clusterConfig: config({ expectedVotes: 3 }) },
      "expected_votes beside a device of votes not known": { clusterConfig: config({ ...device(null), expectedVotes: 4 }) },
      "a tie breaker without a device": { clusterConfig: config({ autoTieBreaker: true }) },
      "the peer is in another cluster": { clusterConfig: config(), peers: [peer("b", { clusterConfig: clusterConfig("x", ["b"]) })] },
      "the peer's file was not read": { clusterConfig: config(), peers: [peer("b", {})] },
    },
  },
);
