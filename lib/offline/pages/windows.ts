import { localTimeOf } from "#lib/maintenance/local-time.ts";
import type { PreCheckVerdict } from "#lib/maintenance/pre-check.ts";
import type { WindowState } from "#lib/maintenance/window.ts";
import { preLooks, windowStateWords } from "#lib/maintenance/words.ts";
import { type Entry, entryIn } from "#lib/offline/contents.ts";
import { link, type Part, paragraph, table } from "#lib/offline/kit.ts";
import { type Page, start } from "#lib/offline/page.ts";
import { plainText } from "#lib/plain-text.ts";
import { said, type Words } from "#lib/reports/report/document/block.ts";
import { moment } from "#lib/reports/report/document/words.ts";
import { plainFileName } from "#lib/reports/report/format.ts";
import type { Report } from "#lib/reports/report/model.ts";
import { reportParts } from "./report-parts.ts";

/** A window that is planned or has begun, as the list of them tells it. */
export interface OfflineWindow {
  id: string;
  title: string;
  state: WindowState;
  startsAt: Date;
  timeZone: string;
  hosts: readonly { name: string }[];
  /** Of the last pre-check; null where none is finished. */
  verdict: PreCheckVerdict | null;
}

export function windowEntry({ id, title }: Pick<OfflineWindow, "id" | "title">): Entry {
  // Several windows may have one title.
  return entryIn("windows", title, `${plainFileName(title).slice(0, 40)}-${id.slice(0, 8)}`);
}

/** A window as whoever does the work needs it at the console: its report, with the runbooks of its hosts. */
export function windowPage(window: Pick<OfflineWindow, "id" | "title">, report: Report): Page {
  const { name, path } = windowEntry(window);
  return { path, title: name, trail: [start, { name: "Windows", path: "windows.html" }], parts: reportParts(report) };
}

/** The windows that were planned or running. */
export function windowsPage(windows: readonly OfflineWindow[]): Page {
  const parts: Part[] = windows.length === 0 ? [paragraph("No maintenance window was planned or running.")] : [windowTable(windows)];
  return { path: "windows.html", title: "Maintenance windows", trail: [start], parts };
}

function windowTable(windows: readonly OfflineWindow[]): Part {
  return table(
    "Maintenance windows",
    [
      ["Window", 3],
      ["State", 1.4],
      ["From", 2.4],
      ["Hosts", 2],
      ["Pre-check", 1.4],
    ],
    windows.map((window): Words[] => {
      const { name, path } = windowEntry(window);
      const { state, startsAt, timeZone, hosts } = window;
      const local = `${localTimeOf(startsAt, timeZone).replace("T", " ")} ${timeZone} (${moment(startsAt.toISOString())})`;
      const names = hosts.map((host) => plainText(host.name)).join(", ");
      return [[link(name, path)], [stateWord(state)], said(local), said(names), [verdictWord(window)]];
    }),
  );
}

function stateWord(state: WindowState): Words[number] {
  return state === "overrun" ? { text: windowStateWords[state], tone: "critical" } : { text: windowStateWords[state] };
}

function verdictWord({ verdict }: OfflineWindow): Words[number] {
  if (verdict === null) return { text: "not checked", tone: "unknown" };
  const { words, tone } = preLooks[verdict];
  return { text: words, tone };
}
