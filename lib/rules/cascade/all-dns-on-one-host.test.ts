import { expect } from "vitest";
import { asks, fleetOf, onStorage, partGuest, partStorage } from "#lib/rules/testing/fleet-graph-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { allDnsOnOneHost as rule } from "./all-dns-on-one-host.ts";

const dns = (number: number, over = {}) => partGuest(`bind-0${number}`, { addresses: [`10.0.0.${number}`], ...over });
const list = asks("10.0.0.1", "10.0.0.2");
const nas = { storages: [partStorage("nas", "10.0.0.70")] };

describeRule(
  rule,
  { graph: fleetOf({ "kvm-01": { ...list, guests: [dns(1), dns(2)] }, "kvm-02": list }) },
  {
    fails: {
      "both servers on one hypervisor": [
        {},
        {
          severity: "high",
          confidence: "confirmed",
          subject: "kvm-01",
          title: "Without kvm-01 no name is answered: all 2 DNS servers of 2 hosts go with it",
          observed: "DNS 10.0.0.1 is bind-01 and DNS 10.0.0.2 is bind-02; asked by kvm-01 and kvm-02",
        },
      ],
      "two hypervisors, one storage": [
        {
          graph: fleetOf({
            "kvm-01": { ...list, ...nas, guests: [dns(1, onStorage("nas"))] },
            "kvm-02": { ...list, ...nas, guests: [dns(2, onStorage("nas"))] },
          }),
        },
        { severity: "high", subject: "10.0.0.70" },
      ],
      "the storage of both is a guest of one host: the host is told, not both": [
        {
          graph: fleetOf({
            "kvm-01": { ...list, ...nas, guests: [dns(1, onStorage("nas")), partGuest("nas", { addresses: ["10.0.0.70"] })] },
            "kvm-02": { ...list, ...nas, guests: [dns(2, onStorage("nas"))] },
          }),
        },
        { severity: "high", subject: "kvm-01" },
      ],
      "a single server": [
        { graph: fleetOf({ "kvm-01": { ...asks("10.0.0.1"), guests: [dns(1)] } }) },
        { severity: "high", title: expect.stringContaining("the only DNS server of 1 host goes with it") },
      ],
    },
    passes: {
      "two hosts, two storages": { graph: fleetOf({ "kvm-01": { ...list, guests: [dns(1)] }, "kvm-02": { ...list, guests: [dns(2)] } }) },
      "a server outside is in the list": {
        graph: fleetOf({ "kvm-01": { ...asks("10.0.0.1", "10.0.0.254"), guests: [dns(1)] } }),
      },
      "nobody knows where the servers stand": { graph: fleetOf({ "kvm-01": list }) },
    },
    unknown: { "guests that were not read": { graph: fleetOf({ "kvm-01": { ...list, unread: ["guests"] } }) } },
    notApplicable: { "no host at all": { graph: fleetOf({}) } },
  },
);
