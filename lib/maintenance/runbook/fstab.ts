import { readFact } from "#lib/graph/parts/read.ts";
import { line } from "./line.ts";
import type { RunbookInput, RunbookSection } from "./runbook.ts";

/** Lines of fstab that can hold a boot: what to comment, by number. */
export function fstabSection({ readings, part }: RunbookInput): RunbookSection {
  const fstab = readFact(readings, "fstab");
  const holding = part.mounts.filter(({ atBoot, at }) => (atBoot === "stalls" || atBoot === "emergency") && at.source === "/etc/fstab");
  const lines = holding.map(({ mountPoint, servers, at }) =>
    line(
      `${mountPoint}${servers.length === 0 ? "" : ` from ${servers.join(", ")}`} holds the boot: comment line ${at.line}`,
      `sed -i '${at.line}s/^/#/' /etc/fstab`,
      [at],
    ),
  );
  const reload =
    lines.length === 0 ? [] : [line("then have systemd read it again, and go on", "systemctl daemon-reload; systemctl default")];
  const none = fstab !== undefined && lines.length === 0 ? [line("no line of /etc/fstab that needs another machine holds the boot")] : [];
  return {
    title: "Lines of /etc/fstab that hold the boot",
    lines: [...lines, ...reload, ...none],
    missing: fstab === undefined ? "/etc/fstab could not be read" : null,
  };
}
