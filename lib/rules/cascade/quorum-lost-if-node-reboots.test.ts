import { expect } from "vitest";
import { fleetOf, member, onStorage, partGuest, partStorage } from "#lib/rules/testing/fleet-graph-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { quorumLostIfNodeReboots as rule } from "./quorum-lost-if-node-reboots.ts";

type Over = Partial<NonNullable<ReturnType<typeof member>>>;
const cluster = (voters: string[], over: Over = {}, parts: Record<string, object> = {}) =>
  fleetOf(Object.fromEntries(voters.map((name) => [name, { cluster: member("lab", name, voters, over), ...parts[name] }])));
const qdevice = (isVoting: boolean) => ({ qdevice: { host: "10.0.0.20", votes: 1, isVoting }, quorum: 2 });
const [two, three] = [
  ["p1", "p2"],
  ["p1", "p2", "p3"],
];
const witness = partGuest("witness", { addresses: ["10.0.0.20"] });

describeRule(
  rule,
  { graph: cluster(two, qdevice(false)) },
  {
    fails: {
      "2 of 3 votes, quorum 2": [
        {},
        {
          severity: "high",
          title: "lab loses its quorum with any of p1 and p2",
          observed:
            "2 of 3 votes counted, quorum is 2; without p1 1 is left and without p2 1 is left; quorum device 10.0.0.20 does not vote",
        },
      ],
      "with HA the rest resets itself": [
        { graph: cluster(two, { ...qdevice(false), haActive: true }) },
        { severity: "critical", observed: expect.stringContaining("HA is active on p1 and p2: they reset themselves") },
      ],
      "two nodes and nobody to decide": [{ graph: cluster(two) }, "high"],
      "the quorum device is a guest of one node": [
        { graph: cluster(two, qdevice(true), { p1: { guests: [witness] } }) },
        { severity: "high", title: "lab loses its quorum with p1" },
      ],
      "the disk of the quorum device lies on storage that one node serves": [
        {
          graph: fleetOf({
            p1: { cluster: member("lab", "p1", two, qdevice(true)), guests: [partGuest("nas", { addresses: ["10.0.0.5"] })] },
            p2: { cluster: member("lab", "p2", two, qdevice(true)) },
            other: { storages: [partStorage("nas", "10.0.0.5")], guests: [{ ...witness, ...onStorage("nas") }] },
          }),
        },
        { severity: "high", title: "lab loses its quorum with p1" },
      ],
    },
    passes: {
      "3 of 3 votes": { graph: cluster(three) },
      "two nodes and a device outside": { graph: cluster(two, qdevice(true)) },
      "two nodes of which one is enough": { graph: cluster(two, { twoNode: true }) },
      "no quorum now: another rule's": { graph: cluster(two, { quorum: 3 }) },
      "one node alone": { graph: cluster(["p1"]) },
    },
    unknown: { "a host whose cluster was not read": { graph: fleetOf({ p1: { unread: ["clusterConfig"] } }) } },
    notApplicable: {
      "stand-alone": { graph: fleetOf({ p1: {} }) },
      "no host at all": { graph: fleetOf({}) },
    },
  },
);
