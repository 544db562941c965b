import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { listHostNames } from "#lib/db/hosts.ts";
import { makeReport } from "#lib/db/make-report.ts";
import type { ReportFormat } from "#lib/reports/report/format.ts";
import type { Report } from "#lib/reports/report/model.ts";
import { renderReport } from "#lib/reports/report/render.ts";

/** What a report is asked for on the command line; the first that is given counts. */
export interface ReportTarget {
  /** Name of a host, as Bulkhead knows it. */
  host?: string;
  cluster?: string;
  /** Id of an incident. */
  postmortem?: string;
  fleet?: boolean;
}

export interface ReportOptions {
  format: ReportFormat;
  paper: "a4" | "letter";
  /** File to write; "-" for standard output. */
  output: string;
}

/**
 * Makes a report of what the connected database holds, and writes it. A file is there whole or not at all. Throws one sentence where there
 * is no such thing, and the file system's error where it cannot be written.
 */
export async function writeReport(target: ReportTarget, { format, paper, output }: ReportOptions, now: Date): Promise<Report> {
  const report = await makeReport({ ...(await subjectOf(target)), format }, now);
  const pieces = Readable.from(renderReport(report, format, paper));
  if (output === "-") await pipeline(pieces, process.stdout, { end: false });
  else await writeWhole(pieces, output);
  return report;
}

async function subjectOf({ host, cluster, postmortem, fleet }: ReportTarget): Promise<{ kind: Report["kind"]; id?: string }> {
  if (host !== undefined) return { kind: "host", id: await idOfHost(host) };
  if (cluster !== undefined) return { kind: "cluster", id: cluster };
  if (postmortem !== undefined) return { kind: "postmortem", id: postmortem };
  if (fleet === true) return { kind: "fleet" };
  throw new Error("Say what to report on: --host NAME, --cluster NAME, --fleet or --postmortem ID.");
}

async function idOfHost(name: string): Promise<string> {
  const known = await listHostNames();
  const found = known.find((host) => host.name === name);
  if (found !== undefined) return found.id;
  const names = known.slice(0, 20).map((host) => host.name);
  throw new Error(`No host is called ${JSON.stringify(name)}: there is ${names.join(", ") || "none yet"}.`);
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
