import { since, thisBoot } from "#lib/rules/testing/change-testing.ts";
import { earlier } from "#lib/rules/testing/context-testing.ts";
import { clusterStatus } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, guest, mount } from "#lib/rules/testing/testing.ts";
import { unplannedReboot } from "./unplanned-reboot.ts";

const root = mount("/", "ext4", "/dev/sda1");
const nas = mount("/mnt/nas", "nfs4", "10.0.0.7:/vms");
const up = { guests: [guest("a"), guest("b")], mounts: [root, nas], clusterStatus: clusterStatus("3/3/2", [null, null, null]) };
const boots = (endedCleanly: boolean | null) => ({
  boots: [
    {
      bootId: "boot1",
      startedAt: null,
      endedAt: null,
      endedCleanly,
      kernel: null,
      lastLines: [],
      at: cite("journalctl --list-boots", "-1 boot1"),
    },
  ],
});
const now = { ...thisBoot, uptimeSeconds: 3600 };

describeRule(
  unplannedReboot,
  { identity: now, ...up, guests: [guest("a"), guest("b", { running: false })], ...since(up) },
  {
    fails: {
      "a guest does not run": [
        {},
        { severity: "high", subject: "kvm-01", observed: "another boot than before; 1 guest that ran before does not: b" },
      ],
      "a mount and a vote are missing": [
        { ...up, mounts: [root], clusterStatus: clusterStatus("2/3/2", [null, null]) },
        { severity: "high", observed: "another boot than before; not mounted any more: /mnt/nas and 2 of 3 votes" },
      ],
      "everything is back": [{ ...up }, { severity: "medium", title: "kvm-01 was rebooted: everything is back" }],
      "everything is back after a reset": [
        { ...up, ...boots(false) },
        { severity: "medium", title: "kvm-01 was rebooted without a shutdown before it: everything is back" },
      ],
      "somebody rebooted it, everything is back": [
        { ...up, ...boots(true) },
        { severity: "low", title: "kvm-01 was rebooted after an orderly shutdown: everything is back" },
      ],
      "nothing else was read": [{ guests: undefined, mounts: undefined, clusterStatus: undefined }, "medium"],
    },
    passes: {
      "the same boot": since(up, { bootId: "boot-2" }),
      "confirmed: the state that was marked as good is of this boot": {
        before: { baseline: earlier({ identity: now }), beforeBoot: earlier({ identity: { ...now, bootId: "boot-1" }, ...up }) },
      },
      "longer ago than 30 days": { identity: { ...now, uptimeSeconds: 40 * 86_400 } },
    },
    notApplicable: { "another machine": since(up, { machineId: "m-2" }) },
    unknown: { "no boot id was read": since(up, { bootId: null }) },
  },
);
