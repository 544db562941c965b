import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { listHostNames } from "#lib/db/hosts.ts";
import { listWindows } from "#lib/db/maintenance.ts";
import { makeReport } from "#lib/db/make-report.ts";
import { instant } from "#lib/format.ts";
import type { StoredWindow } from "#lib/maintenance/window.ts";
import { plainLine } from "#lib/plain-text.ts";
import { type ReportFormat, reportFileName } from "#lib/reports/report/format.ts";
import type { Report } from "#lib/reports/report/model.ts";
import { renderReport } from "#lib/reports/report/render.ts";

/** Windows that are looked through for a title. */
const maximumWindows = 2000;

/** What a report is asked for on the command line; the first that is given counts. */
export interface ReportTarget {
  /** Name of a host, as Bulkhead knows it. */
  host?: string;
  cluster?: string;
  /** Id of an incident. */
  postmortem?: string;
  /** Id or title of a maintenance window. */
  window?: string;
  fleet?: boolean;
}

export interface ReportOptions {
  format: ReportFormat;
  paper: "a4" | "letter";
  /** File to write; "-" for standard output; undefined for a name of its own in the present folder. */
  output?: string | undefined;
}

/**
 * Makes a report of what the connected database holds, writes it, and returns where. A file is there whole or not at all. Throws one sentence where there
 * is no such thing, and the file system's error where it cannot be written.
 */
export async function writeReport(target: ReportTarget, { format, paper, output }: ReportOptions, now: Date): Promise<string> {
  const report = await makeReport({ ...(await subjectOf(target, now)), format }, now);
  const file = output ?? reportFileName(report.kind, report.subject.name, now, format);
  const pieces = Readable.from(renderReport(report, format, paper));
  if (file === "-") await pipeline(pieces, process.stdout, { end: false });
  else await writeWhole(pieces, file);
  return file;
}

async function subjectOf(
  { host, cluster, postmortem, window, fleet }: ReportTarget,
  now: Date,
): Promise<{ kind: Report["kind"]; id?: string }> {
  if (host !== undefined) return { kind: "host", id: await idOfHost(host) };
  if (cluster !== undefined) return { kind: "cluster", id: cluster };
  if (postmortem !== undefined) return { kind: "postmortem", id: postmortem };
  if (window !== undefined) return { kind: "window", id: await idOfWindow(window, now) };
  if (fleet === true) return { kind: "fleet" };
  throw new Error("Say what to report on: --host NAME, --cluster NAME, --fleet, --postmortem ID or --window TITLE.");
}

async function idOfHost(name: string): Promise<string> {
  const known = await listHostNames();
  const found = known.find((host) => host.name === name);
  if (found !== undefined) return found.id;
  const names = known.slice(0, 20).map((host) => host.name);
  throw new Error(`No host is called ${JSON.stringify(name)}: there is ${names.join(", ") || "none yet"}.`);
}

/** By id, or by title where no other window has the same. */
async function idOfWindow(said: string, now: Date): Promise<string> {
  const all = await listWindows(now, maximumWindows);
  const title = said.trim().toLowerCase();
  const found = all.filter((window) => window.id === title || window.title.toLowerCase() === title);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only.id;
  if (only !== undefined)
    throw new Error(`${found.length} windows are called ${JSON.stringify(said)}; say which one by its id:\n${named(found)}`);
  if (all.length === 0) throw new Error(`No window is called ${JSON.stringify(said)}: none was planned yet.`);
  throw new Error(`No window is called ${JSON.stringify(said)}. The latest are, by id or title:\n${named(all)}`);
}

/** "0190…  2026-01-31 21:00 UTC  planned  Kernel of kvm-01", a line each. */
function named(windows: readonly StoredWindow[]): string {
  const lines = windows.map(
    ({ id, startsAt, state, title }) => `  ${id}  ${instant(startsAt).slice(0, 16)} UTC  ${state.padEnd(9)}  ${plainLine(title)}`,
  );
  return lines.slice(0, 20).join("\n");
}

async function writeWhole(pieces: Readable, output: string): Promise<void> {
  const unfinished = `${output}.unfinished`;
  try {
    await pipeline(pieces, createWriteStream(unfinished, { mode: 0o600 }));
    await rename(unfinished, output);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
