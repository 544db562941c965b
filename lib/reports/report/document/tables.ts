import type { ReportGuest, ReportMount } from "#lib/reports/report/host-model.ts";
import { type Block, code, said, type Words } from "./block.ts";
import { quiet } from "./words.ts";

/** What fstab asks for beside what is mounted. */
export function mountTable(mounts: readonly ReportMount[]): Block {
  if (mounts.length === 0) return { kind: "paragraph", words: said("fstab has no entries and nothing else is mounted.") };
  return {
    kind: "table",
    label: "Mounts beside fstab",
    columns: [
      { title: "Mount point", weight: 2 },
      { title: "State", weight: 1.2 },
      { title: "Device in fstab, or what is mounted", weight: 2.6 },
      { title: "Type", weight: 0.8 },
      { title: "Options", weight: 2.6 },
      { title: "Line", weight: 0.5, align: "right" },
    ],
    rows: mounts.map(({ mountPoint, state, device, source, type, options, line }) => [
      [code(mountPoint)],
      state === "not mounted" ? [{ text: state, tone: "high" }] : said(state),
      [code(device ?? source ?? "–")],
      [code(type)],
      [code(options.join(","))],
      said(line === null ? "" : String(line)),
    ]),
  };
}

/** Guests in short: do they run, and would they start with the host. */
export function guestTable(guests: readonly ReportGuest[]): Block {
  if (guests.length === 0) return { kind: "paragraph", words: said("No guest is configured on this host.") };
  return {
    kind: "table",
    label: "Guests",
    columns: [
      { title: "Guest", weight: 2 },
      { title: "Now", weight: 1.1 },
      { title: "At boot", weight: 1.2 },
      { title: "Network", weight: 1.5 },
      { title: "Disks", weight: 3.2 },
      { title: "Memory", weight: 0.9, align: "right" },
    ],
    rows: guests.map((guest) => [
      [{ text: guest.name, style: "strong" }, quiet(`\n${guest.platform} ${guest.id}${guest.template ? ", template" : ""}`)],
      nowWords(guest),
      said(bootWords(guest)),
      guest.nics.map(({ bridge, vlan }, index) =>
        code(`${index === 0 ? "" : "\n"}${bridge ?? "–"}${vlan === null ? "" : ` VLAN ${vlan}`}`),
      ),
      guest.disks.map(({ slot, source }, index) => code(`${index === 0 ? "" : "\n"}${slot} ${source}`)),
      said(guest.memoryMiB === null ? "–" : `${Math.round(guest.memoryMiB)} MiB`),
    ]),
  };
}

function nowWords({ running, state, lock }: ReportGuest): Words {
  if (running === null) return [{ text: "unknown", tone: "unknown" }];
  return said(`${running ? "running" : (state ?? "stopped")}${lock === null ? "" : `, locked: ${lock}`}`);
}

function bootWords({ haState, onboot, order }: ReportGuest): string {
  if (haState !== null) return `HA: ${haState}`;
  if (!onboot) return "does not start";
  return order === null ? "starts" : `starts, order ${order}`;
}
