import { defineRule, NotApplicable } from "#lib/rules/rule.ts";
import { clusterName, hasQdevice } from "#lib/rules/shared/votes.ts";
import { qdeviceFaults } from "./parts/qdevice-faults.ts";

export const qdeviceNotVoting = defineRule({
  id: "cluster/qdevice-not-voting",
  title: "The quorum device's vote does not count on every node",
  why: "The cluster was built on that vote. Without it one node less stops the rest, and nothing says so until then.",
  scope: "cluster",
  scenarios: ["node-loss", "reboot"],
  likelihood: 4,
  impact: 3,
  needs: ["clusterStatus"],
  wants: ["clusterConfig", "qdevice"],
  check({ clusterStatus, clusterConfig, qdevice }) {
    if (!hasQdevice(clusterConfig, clusterStatus)) throw new NotApplicable("no quorum device is configured");
    const faults = qdeviceFaults(clusterStatus, clusterConfig, qdevice);
    if (faults.length === 0) return [];
    const withoutDevice = clusterStatus.totalVotes - (clusterStatus.qdeviceRow?.votes ?? 0) - clusterStatus.quorum;
    const host = clusterConfig?.qdevice?.host ?? qdevice?.host ?? null;
    return [
      {
        subject: clusterName(clusterConfig, clusterStatus),
        key: "qdevice",
        observed: `${faults.map((fault) => fault.text).join("; ")}; without that vote the margin is ${withoutDevice}`,
        expected: "A and V on every node (NMW beside them is normal), the Qdevice row with its votes",
        cite: faults.map((fault) => fault.cite),
        impact: withoutDevice <= 0 ? 4 : 3,
        remedy: {
          steps: [
            "On the node that does not vote: `systemctl status corosync-qdevice` and `corosync-qdevice-tool -sv`.",
            `Port 5403/tcp of ${host ?? "the quorum device's host"} must be open from there.`,
            "`systemctl restart corosync-qdevice`",
            "If the log tells of certificates: copy `/etc/corosync/qdevice/net/nssdb` from a node that votes, then restart it again.",
          ],
        },
      },
    ];
  },
  remedy: {
    steps: ["`systemctl restart corosync-qdevice` on the node that does not vote."],
    risk: "The restart is harmless. `pvecm qdevice remove` and `setup` instead need every node online, and in between the margin is 0.",
    verify: "pvecm status",
  },
  postmortems: ["pve-self-fence-unseen-nine-hours"],
  references: ["corosync-qdevice(8)", "pvecm(1)"],
});
