import { expect } from "vitest";
import { fleetOf, member, onStorage, partGuest, partStorage } from "#lib/rules/testing/fleet-graph-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { qdeviceInsideCluster as rule } from "./qdevice-inside-cluster.ts";

const qnetd = partGuest("qnetd", { id: "120", addresses: ["10.0.0.20"] });
const device = { qdevice: { host: "10.0.0.20", votes: 1, isVoting: true } };
const node = (name: string, voters: string[], over = {}) => ({ cluster: member("lab", name, voters, device), ...over });
const [two, three] = [
  ["p1", "p2"],
  ["p1", "p2", "p3"],
];

describeRule(
  rule,
  { graph: fleetOf({ p1: node("p1", two, { guests: [qnetd] }), p2: node("p2", two) }) },
  {
    fails: {
      "a guest of one of two nodes": [
        {},
        { severity: "critical", subject: "lab", observed: "quorum device 10.0.0.20 is guest qnetd of p1; nodes of lab: p1, p2" },
      ],
      "a guest of one of three nodes": [
        { graph: fleetOf({ p1: node("p1", three, { guests: [qnetd] }), p2: node("p2", three), p3: node("p3", three) }) },
        "high",
      ],
      "a node itself": [
        {
          graph: fleetOf({
            p1: node("p1", two, { addresses: [{ address: "10.0.0.20", interface: "vmbr0", prefixLength: 24, at: qnetd.at }] }),
            p2: node("p2", two),
          }),
        },
        { severity: "critical", observed: expect.stringContaining("is its node p1") },
      ],
      "a guest elsewhere, on storage that a guest of a node serves": [
        {
          graph: fleetOf({
            p1: node("p1", two, { guests: [partGuest("nas", { addresses: ["10.0.0.5"] })] }),
            p2: node("p2", two),
            other: { storages: [partStorage("nas", "10.0.0.5")], guests: [{ ...qnetd, ...onStorage("nas") }] },
          }),
        },
        "critical",
      ],
    },
    passes: {
      "a guest of a host that is in no cluster": {
        graph: fleetOf({ p1: node("p1", two), p2: node("p2", two), other: { guests: [qnetd] } }),
      },
      "a guest of another, independent cluster": {
        graph: fleetOf({
          p1: node("p1", two),
          p2: node("p2", two),
          b1: { cluster: member("other", "b1", ["b1", "b2"]), guests: [qnetd] },
          b2: { cluster: member("other", "b2", ["b1", "b2"]) },
        }),
      },
      "a small computer that Bulkhead does not visit": { graph: fleetOf({ p1: node("p1", two), p2: node("p2", two) }) },
    },
    unknown: { "a host whose cluster was not read": { graph: fleetOf({ p1: { unread: ["clusterConfig"] } }) } },
    notApplicable: {
      "no quorum device": { graph: fleetOf({ p1: { cluster: member("lab", "p1", two) } }) },
      "no host at all": { graph: fleetOf({}) },
    },
  },
);
