import { since, thisBoot } from "#lib/rules/testing/change-testing.ts";
import { clusterGuests, otherGuest } from "#lib/rules/testing/cluster-testing.ts";
import { peer } from "#lib/rules/testing/context-testing.ts";
import { clusterConfig } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, guest } from "#lib/rules/testing/testing.ts";
import { guestsVanished } from "./guests-vanished.ts";

const vm = (id: number) => guest(`vm${id}`, { id: String(id), platform: "qemu" });
const fourteen = Array.from({ length: 14 }, (_, index) => vm(100 + index));
const task = (type: string, subject: string, status = "OK") => ({
  type,
  subject,
  user: "root@pam",
  startedAt: "2026-04-30T00:00:00.000Z",
  endedAt: null,
  status,
  at: cite("tasks", type),
});
const tasks = (...recent: ReturnType<typeof task>[]) => ({ tasks: { backups: null, recent, running: null } });
const cluster = { clusterConfig: clusterConfig("lab", ["a", "b"]) };
const failed = (unit: string) => ({
  failedUnits: [{ unit, load: "loaded", sub: "failed", description: "", at: cite("systemctl --failed", unit) }],
});
const one = { guests: fourteen.slice(1) };

describeRule(
  guestsVanished,
  { identity: thisBoot, guests: [], ...since({ guests: fourteen }) },
  {
    fails: {
      "14 -> 0": [{}, { severity: "critical", subject: "kvm-01", title: "All 14 guests of kvm-01 are gone" }],
      "one is gone, and nothing tells why": [
        one,
        { severity: "medium", confidence: "suspected", title: "1 guest of 14 is gone: vm100 (VM 100)" },
      ],
      "one is gone, and no task removed it": [
        { ...one, ...tasks(task("vzdump", "100")) },
        { severity: "high", confidence: "confirmed" },
      ],
      "the task that should have removed it failed": [{ ...one, ...tasks(task("qmdestroy", "100", "can't lock file")) }, "high"],
      "more than half of them": [{ guests: fourteen.slice(0, 5) }, { severity: "high", confidence: "suspected" }],
      "nothing can be read, because pve-cluster failed": [
        { guests: undefined, ...failed("pve-cluster.service") },
        { severity: "critical", subject: "/etc/pve", observed: "14 guests before; pve-cluster.service failed now" },
      ],
      "a libvirt guest by its UUID": [
        { guests: [guest("b", { id: "u-2" })], ...since({ guests: [guest("a", { id: "u-1" }), guest("b", { id: "u-2" })] }) },
        { severity: "medium", observed: "2 guests before, 1 now; gone: a" },
      ],
    },
    passes: {
      "14 -> 14": { guests: fourteen },
      "the same guest under another name": { guests: [{ ...vm(100), name: "renamed" }, ...fourteen.slice(1)] },
      "a guest more": { guests: [...fourteen, vm(200)] },
      "a destroy task": { ...one, ...tasks(task("qmdestroy", "100")) },
      "migrated, by the shared configuration": {
        ...one,
        ...cluster,
        clusterGuests: clusterGuests(["a", "b"], otherGuest("100", "b", "vmbr0")),
      },
      "migrated, as the peer tells": { ...one, ...cluster, peers: [peer("b", { guests: [vm(100)] })] },
      "there were none": since({ guests: [] }),
    },
    notApplicable: { "another machine": since({ guests: fourteen }, { machineId: "m-2" }) },
    unknown: {
      "guests were not read before": since({}),
      "they cannot be read now": { guests: undefined },
      "another service failed": { guests: undefined, ...failed("smartd.service") },
      "the rest of the cluster was not read": { ...one, ...cluster },
    },
  },
);
