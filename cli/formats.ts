import { postmortemById } from "#lib/postmortems/by-id.ts";
import { toCheckReport } from "#lib/reports/check-report.ts";
import type { CheckRun } from "#lib/reports/check-run.ts";
import type { Severity } from "#lib/rules/severity.ts";
import { pageOf } from "./page.ts";
import { printOutcomes } from "./print.ts";

/** How `bulkhead check` prints what it found: for people, or for programs. */
export type CheckFormat = "text" | "json" | "sarif" | "junit";

/** The format that the options ask for; `json` is short for one. Throws an Error for the user where they ask for two. */
export function formatOf({ format, json }: { format?: CheckFormat; json?: boolean }): CheckFormat {
  if (json && format !== undefined && format !== "json")
    throw new Error(`--json and --format ${format} ask for two formats: give one of them.`);
  return json ? "json" : (format ?? "text");
}

/** Everything that a run came to, as text in a format. What only one format needs is loaded for it. */
export async function render(format: CheckFormat, run: CheckRun, failOn: Severity): Promise<string> {
  const { outcomes, together } = run;
  switch (format) {
    case "text":
      return printOutcomes(outcomes, (id) => postmortemById(id)?.title ?? id, pageOf(process.stdout), together);
    case "json": {
      const hosts = outcomes.map(({ host }) => host);
      return jsonText(toCheckReport(hosts, together));
    }
    case "sarif":
      return jsonText((await import("#lib/reports/sarif.ts")).toSarif(run));
    case "junit":
      return (await import("#lib/reports/junit.ts")).toJunit(run, failOn);
  }
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
