import { expect, test } from "vitest";
import { asks, fleetOf, hostsLine, onShare, partGateway, partGuest, partMount } from "#lib/rules/testing/fleet-graph-testing.ts";
import { describeRule, judge } from "#lib/rules/testing/rule-cases.ts";
import { dnsMountCycle as rule } from "./dns-mount-cycle.ts";

const dns = (number: number, over = {}) => partGuest(`bind-0${number}`, { addresses: [`10.50.1.9${number}`], ...over });
const share = partMount("nas-01", "/mnt/nas");
const both = asks("10.50.1.91", "10.50.1.92");
const pair = (first = {}, second = {}) => ({
  "kvm-01": { ...both, mounts: [share], guests: [dns(1, onShare("/mnt/nas"))], ...first },
  "kvm-02": { ...both, mounts: [share], guests: [dns(2)], ...second },
});

describeRule(
  rule,
  { graph: fleetOf(pair()) },
  {
    fails: {
      "both hosts wait for the name, both servers for their hosts": [
        {},
        { severity: "critical", confidence: "confirmed", subject: "nas-01" },
      ],
      "the disks of both servers lie on the share, which the boot does not require": [
        {
          graph: fleetOf(
            pair(
              { mounts: [{ ...share, atBoot: "optional" }] },
              { mounts: [{ ...share, atBoot: "optional" }], guests: [dns(2, onShare("/mnt/nas"))] },
            ),
          ),
        },
        { severity: "critical", confidence: "confirmed" },
      ],
      "nobody knows where the second server stands": [
        { graph: fleetOf({ "kvm-01": { ...asks("10.50.1.91", "10.50.1.53"), mounts: [share], guests: [dns(1, onShare("/mnt/nas"))] } }) },
        { severity: "medium", observed: expect.stringContaining("where DNS 10.50.1.53 runs is not known") },
      ],
      "the second server has no address, and a guest that waits is called one": [
        { graph: fleetOf(pair({}, { guests: [partGuest("bind-02", { roles: ["DNS"] })] })) },
        { severity: "critical", confidence: "suspected", observed: expect.stringContaining("DNS 10.50.1.92 is probably bind-02") },
      ],
    },
    passes: {
      "a line in the hosts file of every host": {
        graph: fleetOf(pair(hostsLine("nas-01", "10.50.1.70"), hostsLine("nas-01", "10.50.1.70"))),
      },
      "the share is mounted by address": {
        graph: fleetOf(pair({ mounts: [partMount("10.50.1.70", "/mnt/nas")] }, { mounts: [partMount("10.50.1.70", "/mnt/nas")] })),
      },
      "the second server is the router": {
        graph: fleetOf({
          "kvm-01": { ...asks("10.50.1.91", "10.50.1.1"), gateways: [partGateway("10.50.1.1")], mounts: [share], guests: [dns(1)] },
        }),
      },
      "the second server runs on a host that mounts nothing": { graph: fleetOf(pair({}, { mounts: [] })) },
      "an automount, and no server has its disk there": {
        graph: fleetOf(pair({ mounts: [{ ...share, atBoot: "optional" }], guests: [dns(1)] }, { mounts: [] })),
      },
    },
    unknown: { "a host that was not read": { graph: fleetOf({ "kvm-01": { unread: ["fstab"] } }) } },
    notApplicable: { "no host at all": { graph: fleetOf({}) } },
  },
);

test("the ring is drawn from its smallest member, with the lines of every need, and the cheapest cut first", () => {
  const [finding] = judge(rule, { graph: fleetOf(pair()) }).findings;
  expect(finding?.observed).toContain("ring: DNS 10.50.1.91 → bind-01 → /mnt/nas → nas-01 → DNS 10.50.1.91");
  expect(finding?.title).toBe("bind-01 answers for nas-01, and does not start before nas-01 is mounted");
  expect(finding?.evidence.map(({ source }) => source)).toEqual([
    "/etc/fstab",
    "disk",
    "guest bind-01",
    "/etc/resolv.conf",
    "/etc/resolv.conf",
  ]);
  expect(finding?.remedy.steps[0]).toBe("Cheapest first: put the address of nas-01 into /etc/hosts of kvm-01 and kvm-02");
});
