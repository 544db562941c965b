import { expect } from "vitest";
import { asks, fleetOf, member, onShare, onStorage, partGuest, partMount, partStorage } from "#lib/rules/testing/fleet-graph-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { sharedStorageBlastRadius as rule } from "./shared-storage-blast-radius.ts";

const share = { mounts: [partMount("10.0.0.70", "/mnt/nas", { atBoot: "optional" })] };
const many = (count: number, over = {}) => Array.from({ length: count }, (_, index) => partGuest(`web-${index}`, over));
const named = (name: string, role: string, over = onShare("/mnt/nas")) => partGuest(name, { roles: [role], ...over });
const ceph = {
  storages: [partStorage("ceph", "10.0.0.1", { type: "rbd", servers: ["10.0.0.1", "10.0.0.2", "10.0.0.3"], isReplicated: true })],
};

describeRule(
  rule,
  { graph: fleetOf({ "kvm-01": { ...share, guests: many(10, onShare("/mnt/nas")) }, "kvm-02": { ...share, guests: many(2) } }) },
  {
    fails: {
      "10 guests of one host": [
        {},
        {
          severity: "high",
          subject: "10.0.0.70",
          title: "Without 10.0.0.70 10 guests of kvm-01 stand still",
          observed: expect.stringContaining("10 of 12 running guests need 10.0.0.70"),
        },
      ],
      "the only DNS server and the only vault": [
        { graph: fleetOf({ "kvm-01": { ...share, guests: [...many(8), named("bind", "DNS"), named("vault", "secrets")] } }) },
        { severity: "high", observed: expect.stringContaining("among them DNS and secrets") },
      ],
      "services that others give too: medium": [
        {
          graph: fleetOf({
            "kvm-01": { ...share, guests: [...many(8), named("bind-01", "DNS"), named("ise-01", "authentication")] },
            "kvm-02": { ...share, guests: [named("bind-02", "DNS", { disks: [] }), named("ise-02", "authentication", { disks: [] })] },
          }),
        },
        "medium",
      ],
      "services of a node whose other nodes nobody read: low": [
        {
          graph: fleetOf({
            p1: { ...share, cluster: member("lab", "p1", ["p1", "p2"]), guests: [named("bind", "DNS"), named("fw", "gateway")] },
          }),
        },
        "low",
      ],
    },
    passes: {
      "DNS and vault on local disks, few others on the share": {
        graph: fleetOf({
          "kvm-01": {
            ...share,
            guests: [
              ...many(3, onShare("/mnt/nas")),
              ...many(9),
              named("bind", "DNS", { disks: [] }),
              named("vault", "secrets", { disks: [] }),
            ],
          },
        }),
      },
      "one service on the share": { graph: fleetOf({ "kvm-01": { ...share, guests: [...many(8), named("bind", "DNS")] } }) },
      "a share for backups": { graph: fleetOf({ "kvm-01": { ...share, ...asks("10.0.0.53"), guests: many(10) } }) },
      "three machines that hold a copy each": { graph: fleetOf({ "kvm-01": { ...ceph, guests: many(10, onStorage("ceph")) } }) },
    },
    unknown: { "guests that were not read": { graph: fleetOf({ "kvm-01": { unread: ["guests"] } }) } },
    notApplicable: { "no host at all": { graph: fleetOf({}) } },
  },
);
