import type { ColdStart } from "#lib/graph/rehearsal.ts";
import { plainLine } from "#lib/plain-text.ts";
import { count, headed, type Page } from "./page.ts";
import { labelled, maximumCharacters, shortened, shortList } from "./print-parts.ts";

/** The order of a cold start for a person: what to start, how long to wait, what to do by hand; or the rings that forbid an order. */
export function printColdStart({ stages, cycles, unknown }: ColdStart, page: Page): string {
  const sections = [
    stages.length === 0
      ? ""
      : ["Everything is off. In this order it comes back:", ...stages.map((stage, index) => printStage(stage, index + 1, page))].join("\n"),
    ...cycles.map((cycle) => printCycle(cycle, page)),
    unknown.length === 0 ? "" : labelled("unknown", shortened(unknown), "magenta", page),
    summary(stages, cycles),
  ];
  return `${sections.filter((text) => text !== "").join("\n\n")}\n`;
}

function printStage({ start, waitSeconds, manual }: ColdStart["stages"][number], number: number, page: Page): string {
  const hosts = start.filter(({ kind }) => kind === "host").map(({ name }) => name);
  const guests = start.filter(({ kind }) => kind !== "host").map(({ name }) => name);
  const what = [
    ...(hosts.length > 0 ? [`power on ${shortList(hosts)}`] : []),
    ...(guests.length > 0 ? [`start ${shortList(guests)}`] : []),
  ];
  const wait = waitSeconds > 0 ? `; then wait about ${duration(waitSeconds)}` : "";
  return [
    headed({ head: `${String(number).padStart(4)}  `, style: "bold", text: `${what.join(", and ")}${wait}` }, page),
    ...shortened(manual).map((action) =>
      headed({ head: "      by hand  ", style: "yellow", text: plainLine(action, maximumCharacters) }, page),
    ),
  ].join("\n");
}

function duration(seconds: number): string {
  return seconds < 120 ? count(Math.round(seconds), "second") : count(Math.ceil(seconds / 60), "minute");
}

function printCycle({ nodes, cuts }: ColdStart["cycles"][number], page: Page): string {
  const lines = cuts.map(({ need, fix, rule }) => `${fix} (${need}${rule === null ? "" : `; ${rule}`})`);
  return [
    headed(
      { head: "No order ", style: ["bold", "red"], text: `for ${shortList(nodes.map(({ name }) => name))}: each waits for another` },
      page,
    ),
    ...(lines.length === 0 ? [] : [labelled("cut here", numbered(lines), "bold", page)]),
  ].join("\n");
}

function numbered(lines: readonly string[]): string[] {
  return lines.map((line, index) => `${index + 1}. ${line}`);
}

function summary(stages: ColdStart["stages"], cycles: ColdStart["cycles"]): string {
  const machines = stages.reduce((sum, { start }) => sum + start.length, 0);
  const seconds = stages.reduce((sum, { waitSeconds }) => sum + waitSeconds, 0);
  const order = `${count(machines, "machine")} in ${count(stages.length, "stage")}, about ${duration(seconds)} in all`;
  return cycles.length === 0 ? `${order}.` : `${order}; ${count(cycles.length, "ring")} of needs that no order satisfies.`;
}
