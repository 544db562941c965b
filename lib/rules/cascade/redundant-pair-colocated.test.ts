import { expect } from "vitest";
import { declared } from "#lib/rules/testing/context-testing.ts";
import { fleetOf, member, onStorage, partGateway, partGuest, partStorage } from "#lib/rules/testing/fleet-graph-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { redundantPairColocated as rule } from "./redundant-pair-colocated.ts";

const common = { gateways: [partGateway("10.0.0.1")], storages: [partStorage("nas", "10.0.0.70")] };
const ise = (number: number, over = {}) => partGuest(`ise-0${number}`, { roles: ["authentication"], ...over });
const cp = (number: number) => partGuest(`k8cp${number}`, { roles: ["Kubernetes control plane"] });
const hosts = (first: object[], second: object[]) =>
  fleetOf({ "kvm-01": { ...common, guests: first as never }, "kvm-02": { ...common, guests: second as never } });
const out = (expiresOn: string) =>
  declared({ kind: "temporary-change", what: "ise-02 is off for its upgrade", owner: "ops", expiresOn, undoneOn: null });

describeRule(
  rule,
  { graph: hosts([ise(1), ise(2)], []), declared: [] },
  {
    fails: {
      "both on one host": [
        {},
        {
          severity: "medium",
          confidence: "suspected",
          subject: "ise",
          title: "ise-01 and ise-02 (authentication) go down together with kvm-01",
          observed: "ise-01 on kvm-01 and ise-02 on kvm-01; 2 of 2 need kvm-01",
        },
      ],
      "two of three that vote": [{ graph: hosts([cp(1), cp(2)], [cp(3)]) }, { severity: "medium", subject: "k8cp" }],
      "two hosts, one storage": [
        { graph: hosts([ise(1, onStorage("nas"))], [ise(2, onStorage("nas"))]) },
        { severity: "medium", observed: expect.stringContaining("need 10.0.0.70") },
      ],
      "one member is off": [
        { graph: hosts([ise(1)], [ise(2, { running: false })]) },
        { severity: "high", title: "Only ise-01 is left of ise (authentication)" },
      ],
      "the window in which it may be off is over": [
        { graph: hosts([ise(1)], [ise(2, { running: false })]), declared: [out("2026-04-01")] },
        "high",
      ],
    },
    passes: {
      apart: { graph: hosts([ise(1)], [ise(2)]) },
      "one of three that vote on each of three hosts, two of five together": {
        graph: hosts([cp(1), cp(2)], [cp(3), cp(4), cp(5)].slice(0, 2)),
      },
      "web servers of one stem": { graph: hosts([partGuest("web-01"), partGuest("web-02"), partGuest("web-20")], []) },
      "a member is out on purpose, until a day": {
        graph: hosts([ise(1)], [ise(2, { running: false })]),
        declared: [out("2026-06-01")],
      },
      "a spare that does not start with its host": { graph: hosts([ise(1)], [ise(2, { running: false, onboot: false })]) },
      "a cluster with a node that nobody visits": {
        graph: fleetOf({ p1: { cluster: member("lab", "p1", ["p1", "p2"]), guests: [cp(1), cp(2)] } }),
      },
      "a site with a single host": { graph: fleetOf({ "kvm-01": { guests: [ise(1), ise(2)] } }) },
    },
    unknown: { "guests that were not read": { graph: fleetOf({ "kvm-01": { unread: ["guests"] } }) } },
    notApplicable: { "no host at all": { graph: fleetOf({}) } },
  },
);
