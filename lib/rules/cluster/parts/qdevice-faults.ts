import type { Cite } from "#lib/facts/cite.ts";
import type { ClusterConfig, ClusterStatus, Qdevice } from "#lib/facts/cluster.ts";
import { memberName } from "#lib/rules/shared/votes.ts";
import { listed } from "#lib/rules/shared/wording.ts";

/** One sign that the quorum device's vote does not count, and the line that says so. */
export interface QdeviceFault {
  text: string;
  cite: Cite;
}

/** Every sign, as this node sees it, that a configured quorum device does not vote (corosync-qdevice(8), pvecm(1)). */
export function qdeviceFaults(status: ClusterStatus, config: ClusterConfig | undefined, qdevice: Qdevice | undefined): QdeviceFault[] {
  return [...silentMembers(status, config), ...deviceRow(status), ...missingFlag(status, config), ...daemon(qdevice)];
}

/**
 * NA not alive, NV no vote for the node, NR not registered; NMW is the normal default (pvecm(1)). In the smaller part of a split
 * cluster NV is the device's right answer, and the lost quorum is the finding.
 */
function silentMembers({ members, quorate }: ClusterStatus, config: ClusterConfig | undefined): QdeviceFault[] {
  const bad = quorate ? ["NA", "NV", "NR"] : ["NA", "NR"];
  return members
    .filter((member) => member.qdevice?.some((word) => bad.includes(word)))
    .map((member) => ({
      text: `${memberName(member, config)}${member.local ? " (this node)" : ""}: ${member.qdevice?.join(",")}`,
      cite: member.at,
    }));
}

function deviceRow({ qdeviceRow, quorate }: ClusterStatus): QdeviceFault[] {
  if (!quorate || qdeviceRow === null || (qdeviceRow.votes > 0 && qdeviceRow.configuredVotes === null)) return [];
  return [
    {
      text: `Qdevice counts ${qdeviceRow.votes}${qdeviceRow.configuredVotes === null ? "" : ` of ${qdeviceRow.configuredVotes}`} votes`,
      cite: qdeviceRow.at,
    },
  ];
}

function missingFlag({ flags, flagsAt }: ClusterStatus, config: ClusterConfig | undefined): QdeviceFault[] {
  if (config === undefined || config.qdevice === null || flags.includes("Qdevice")) return [];
  return [{ text: `corosync.conf has a device, the flags say ${listed(flags)}`, cite: flagsAt }];
}

function daemon(qdevice: Qdevice | undefined): QdeviceFault[] {
  if (qdevice === undefined || qdevice.state === "Connected") return [];
  const where = qdevice.host === null ? "" : ` (device at ${qdevice.host})`;
  return [{ text: `this node's qdevice daemon: ${qdevice.state}${where}`, cite: qdevice.at }];
}
