import type { Answerer } from "#collectors/simulator/answer.ts";
import { failed, lines, printed } from "#collectors/simulator/answer.ts";
import type { Recording } from "#collectors/simulator/recording.ts";
import { hasTool, recordedText } from "#collectors/simulator/recording.ts";

/** Exit status of corosync-quorumtool(8), which `pvecm status` hands on, for a partition without quorum. */
const notQuorate = 2;
/** Proxmox's command line dies with -1. */
const died = 255;

const isProxmox = (recording: Recording): boolean => hasTool(recording, "pveversion");

/** pvecm(1): `status` alone. A stand-alone node fails with its well-known message, recorded or not. */
export const pvecm: Answerer = (recording, { words }) => {
  if (words.join(" ") !== "status" || !isProxmox(recording)) return undefined;
  const text = recordedText(recording, ["pvecm", "status"]);
  if (text?.startsWith("Error:")) return failed(died, text.trim());
  if (text !== undefined) return printed(text, quorumStatus(text));
  if (recording.files.has("/etc/pve/corosync.conf")) return undefined;
  return failed(died, "Error: Corosync config '/etc/pve/corosync.conf' does not exist - is this node part of a cluster?");
};

/** corosync-quorumtool(8) `-si`: what `pvecm status` prints below its own first block, from "Quorum information" on. */
export const quorumTool: Answerer = (recording, { flags, words }) => {
  if (words.length > 0 || !flags.has("status") || !flags.has("addresses")) return undefined;
  const text = recordedText(recording, ["pvecm", "status"]) ?? "";
  const start = text.indexOf("Quorum information");
  return start < 0 ? undefined : printed(text.slice(start), quorumStatus(text));
};

/** pct(1): `list`. Where a node has no container, which its configuration files prove, it prints nothing. */
export const pct: Answerer = (recording, { words }) => {
  if (words.join(" ") !== "list" || !isProxmox(recording)) return undefined;
  const text = recordedText(recording, ["pct", "list"]);
  const hasContainers = [...recording.files.keys()].some((path) => path.startsWith("/etc/pve/lxc/"));
  return text === undefined && hasContainers ? undefined : printed(text ?? "");
};

/** pveversion(1): the long form as recorded, the short one made of its first two lines. */
export const pveversion: Answerer = (recording, { flags }) => {
  const text = recordedText(recording, ["pveversion", "-v"]);
  if (text === undefined || flags.size > 0) return undefined;
  const version = /^pve-manager: .*\(running version: ([^)]+)\)/m.exec(text)?.[1];
  const kernel = /^(?:proxmox-ve|pve-manager): .*\(running kernel: ([^)]+)\)/m.exec(text)?.[1];
  if (version === undefined || kernel === undefined) return undefined;
  return printed(lines([`pve-manager/${version} (running kernel: ${kernel})`]));
};

function quorumStatus(text: string): number {
  return /^Quorate:\s+Yes/m.test(text) ? 0 : notQuorate;
}

/** corosync-qdevice-tool(8): as recorded; where the daemon was recorded as not active, its tool fails to reach it. */
export const qdeviceTool: Answerer = (recording, { flags }) => {
  const text = recordedText(recording, ["corosync-qdevice-tool", "-sv"]);
  if (flags.has("sv")) {
    if (text !== undefined) return printed(text);
    const isDown = recording.commands.some(
      ({ command, text }) => command.words.includes("corosync-qdevice.service") && /^ActiveState=(?!active)/m.test(text),
    );
    if (isDown) return failed(1, "Can't connect to QDevice socket (is QDevice running?): No such file or directory");
  }
  return undefined;
};
