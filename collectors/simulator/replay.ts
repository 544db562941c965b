import type { Answerer, CommandAnswer } from "./answer.ts";
import { failed, printed } from "./answer.ts";
import { df, lsblk, lvs, ps } from "./answers/disks.ts";
import { docker } from "./answers/docker.ts";
import { grep } from "./answers/grep.ts";
import { bridge, ip } from "./answers/ip.ts";
import { dmesg, journalctl, last } from "./answers/journal.ts";
import { kubectl } from "./answers/kubectl.ts";
import { ovsAppctl } from "./answers/ovs.ts";
import { apt, dpkgQuery, proxmoxBootTool, rpm } from "./answers/packages.ts";
import { lspci } from "./answers/pci.ts";
import { ipmitool, upsc } from "./answers/power.ts";
import { pct, pvecm, pveversion, qdeviceTool, quorumTool } from "./answers/proxmox.ts";
import { ssacli, storcli } from "./answers/raid.ts";
import { smartctl } from "./answers/smart.ts";
import { cat, command, date, detectVirt, find, hostname, id, ls, uname } from "./answers/system.ts";
import { systemctl } from "./answers/systemctl.ts";
import { virsh } from "./answers/virsh.ts";
import { zfs, zpool } from "./answers/zfs.ts";
import { parseCommand } from "./command.ts";
import type { Recording } from "./recording.ts";
import { recordedText } from "./recording.ts";

// Tools whose answer is more than what was recorded under the same meaning: an exit status, a selection, another form.
const answerers: Readonly<Record<string, Answerer>> = {
  apt,
  bridge,
  cat,
  command,
  "corosync-qdevice-tool": qdeviceTool,
  "corosync-quorumtool": quorumTool,
  date,
  docker,
  "dpkg-query": dpkgQuery,
  df,
  dmesg,
  find,
  grep,
  hostname,
  id,
  ip,
  ipmitool,
  journalctl,
  kubectl,
  last,
  ls,
  lsblk,
  lspci,
  lvs,
  "ovs-appctl": ovsAppctl,
  pct,
  perccli64: storcli,
  "proxmox-boot-tool": proxmoxBootTool,
  ps,
  pvecm,
  rpm,
  pveversion,
  smartctl,
  ssacli,
  storcli64: storcli,
  systemctl,
  "systemd-detect-virt": detectVirt,
  uname,
  upsc,
  virsh,
  zfs,
  zpool,
};

/** Exit status of a shell for a program that is not there. */
const notInstalled = 127;

/**
 * What the recorded host says to a command. Requests are compared by meaning, not by spelling; what a recording lacks is
 * something the host lacks, and answers as a program that is not installed.
 */
export function runCommand(recording: Recording, argv: readonly string[]): CommandAnswer {
  const parsed = parseCommand(argv);
  const answer = answerers[parsed.tool]?.(recording, parsed);
  if (answer !== undefined) return answer;
  const text = recordedText(recording, argv);
  return text === undefined ? failed(notInstalled, `sh: 1: ${argv[0] ?? ""}: not found`) : printed(text);
}
