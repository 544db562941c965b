import { defineRule } from "#lib/rules/rule.ts";
import { certificateFaults, daemonFaults, notEnabled } from "./parts/qdevice-service.ts";

export const qdeviceServiceUnhealthy = defineRule({
  id: "cluster/qdevice-service-unhealthy",
  title: "The quorum device's daemon does not work on this node",
  why: "This node does not ask the quorum device any more. The vote is missing exactly when the other node goes, and after a reboot too.",
  scope: "host",
  scenarios: ["reboot", "node-loss"],
  likelihood: 4,
  impact: 3,
  needs: ["qdevice"],
  check({ qdevice }) {
    const certificates = certificateFaults(qdevice);
    const faults = [...daemonFaults(qdevice), ...certificates];
    if (faults.length === 0) return [];
    const waits = faults.every(({ text }) => text === notEnabled);
    return [
      {
        subject: "corosync-qdevice.service",
        observed: faults.map(({ text }) => text).join("; "),
        expected: "corosync-qdevice.service active and enabled, certificate database with cert9.db and key4.db",
        cite: faults.map(({ cite }) => cite),
        likelihood: waits ? 3 : 4,
        remedy: {
          steps: [
            ...(qdevice.state === "not installed" ? ["`apt install corosync-qdevice` (`dnf install corosync-qdevice`)"] : []),
            "`journalctl -b -u corosync-qdevice --no-pager | tail -30` tells why.",
            ...(certificates.length > 0
              ? [
                  "Copy `/etc/corosync/qdevice/net/nssdb` from a node that votes: `scp -rp NODE:/etc/corosync/qdevice/net/nssdb /etc/corosync/qdevice/net/`",
                ]
              : []),
            "`systemctl enable corosync-qdevice && systemctl restart corosync-qdevice`",
          ],
        },
      },
    ];
  },
  remedy: {
    steps: ["`systemctl enable corosync-qdevice && systemctl restart corosync-qdevice`"],
    risk: "The restart is harmless. `pvecm qdevice remove` and `setup` instead need every node online, and in between the margin is 0.",
    verify: "systemctl is-active corosync-qdevice && corosync-qdevice-tool -s",
  },
  postmortems: ["pve-self-fence-unseen-nine-hours"],
  references: ["corosync-qdevice(8)"],
});
