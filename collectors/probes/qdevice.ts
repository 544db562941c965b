import type { Section } from "#collectors/probe.ts";
import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import type { Cite } from "#lib/facts/cite.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { Qdevice } from "#lib/facts/cluster.ts";
import { blocksNamed, lastValue, parseCorosync } from "./parse/corosync.ts";
import { fileOrNull, isMissing } from "./parse/presence.ts";
import { certificatesOf, unitOf } from "./parse/qdevice.ts";
import { linesOf, notReadable, succeeded } from "./parse/sections.ts";

/** The quorum device daemon as it tells of itself (corosync-qdevice(8)). One that is configured and does not run is a state too. */
export const qdevice = defineProbe({
  id: "qdevice",
  fact: "qdevice",
  systems: ["linux"],
  sources: {
    tool: { exec: ["corosync-qdevice-tool", "-sv"], root: true, optional: true },
    config: { read: "/etc/corosync/corosync.conf", optional: true },
    unit: {
      exec: ["systemctl", "show", "corosync-qdevice.service", "-p", "LoadState,ActiveState,SubState,Result,NRestarts,UnitFileState"],
      optional: true,
    },
    certificates: { exec: ["ls", "-l", "/etc/corosync/qdevice/net/nssdb"], root: true, optional: true },
  },
  parse({ tool, config, unit, certificates }) {
    const daemon = daemonOf(tool, config);
    return { ...daemon, unit: unitOf(unit), certificates: certificatesOf(certificates) };
  },
});

function daemonOf(tool: Section, config: readonly Section[]): Omit<Qdevice, "unit" | "certificates"> {
  if (succeeded(tool)) return told(tool);
  const wanted = configured(config);
  if (isMissing(tool)) return { state: "not installed", ...wanted };
  if (/is qdevice running/i.test(tool.errorText)) return { state: "not running", ...wanted };
  throw notReadable([tool], "quorum device");
}

/** The last `State:` is that of the connection; the node list has `State =` and no colon. */
function told(tool: Section): Omit<Qdevice, "unit" | "certificates"> {
  const lines = linesOf(tool.text);
  const index = lines.findLastIndex((line) => line.startsWith("State:"));
  if (index < 0) throw new Error(`${tool.source} tells no state`);
  const host = lines.findLast((line) => line.startsWith("QNetd host:"))?.slice("QNetd host:".length);
  return {
    state: lines[index]?.slice("State:".length).trim() ?? "",
    host: host?.trim().replace(/:\d{1,5}$/, "") ?? null,
    at: citeLine(tool.source, lines, index),
  };
}

/** Where corosync.conf asks for a device. Throws NotApplicable where it does not. */
function configured(config: readonly Section[]): { host: string | null; at: Cite } {
  const file = fileOrNull(config, "corosync.conf");
  const device = file && blocksNamed(blocksNamed([parseCorosync(file)], "quorum"), "device").at(-1);
  if (!device) throw new NotApplicable(file ? "corosync.conf has no quorum device" : "a stand-alone host: it has no corosync.conf");
  return { host: lastValue(blocksNamed([device], "net"), "host"), at: citeLine(file.source, linesOf(file.text), device.index) };
}
