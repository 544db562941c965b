import { expect } from "vitest";
import { asks, fleetOf, member, partGateway, partGuest } from "#lib/rules/testing/fleet-graph-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { singlePointOfFailure as rule } from "./single-point-of-failure.ts";

const common = { gateways: [partGateway("10.0.0.1")], ...asks("10.0.0.1") };
const role = (name: string, ...roles: string[]) => partGuest(name, { roles });
const services = [
  role("vault", "secrets"),
  role("auth", "authentication"),
  role("k8s", "Kubernetes control plane"),
  role("prom", "alerting"),
];
const quiet = [role("k8s", "Kubernetes control plane"), role("prom", "alerting"), role("wlc", "wireless network")];

describeRule(
  rule,
  { graph: fleetOf({ "kvm-01": { ...common, guests: services }, "kvm-02": common }) },
  {
    fails: {
      "four of six services on one of two hosts, the vault among them": [
        {},
        {
          severity: "high",
          confidence: "inferred",
          subject: "kvm-01",
          title: "Without kvm-01 4 of 6 services of its site are gone",
          observed:
            "without kvm-01: no Kubernetes control plane, alerting, authentication and secrets; 4 guests gone; left: DNS and gateway",
        },
      ],
      "services that no repair needs": [
        { graph: fleetOf({ "kvm-01": { ...common, guests: quiet }, "kvm-02": common }) },
        { severity: "medium", observed: expect.stringContaining("wireless network") },
      ],
    },
    passes: {
      "a second instance of each on the other host": {
        graph: fleetOf({ "kvm-01": { ...common, guests: services }, "kvm-02": { ...common, guests: services } }),
      },
      "a small site with a single host": { graph: fleetOf({ "kvm-01": { ...common, guests: services } }) },
      "another rule tells of that host already": {
        graph: fleetOf({
          "kvm-01": { ...common, ...asks("10.0.0.53"), guests: [...services, partGuest("bind", { addresses: ["10.0.0.53"] })] },
          "kvm-02": { ...common, ...asks("10.0.0.53") },
        }),
      },
      "a cluster with a node that nobody visits": {
        graph: fleetOf({ p1: { ...common, cluster: member("lab", "p1", ["p1", "p2", "p3"]), guests: services } }),
      },
      "hosts that share nothing are two sites": { graph: fleetOf({ "kvm-01": { guests: services }, "kvm-02": {} }) },
    },
    unknown: { "guests that were not read": { graph: fleetOf({ "kvm-01": { unread: ["guests"] } }) } },
    notApplicable: { "no host at all": { graph: fleetOf({}) } },
  },
);
