import { count, instant, list } from "#lib/format.ts";
import { plainLine } from "#lib/plain-text.ts";
import { type Severity, severities } from "#lib/rules/severity.ts";
import type { Message } from "./message.ts";

/** What a mail tells of a finding. `hosts` is empty for one of the fleet as a whole. */
export interface ToldFinding {
  id: string;
  severity: Severity;
  title: string;
  why: string;
  observed: string;
  firstStep: string | null;
  openedAt: Date;
  hosts: readonly { id: string; name: string }[];
}

/** Findings that one mail tells in full: whoever has more at once opens the page. */
const toldInFull = 25;

/** The mail about new findings, worst first. `publicUrl` is Bulkhead's address without a slash at its end. Whatever hosts said is plain text. */
export function newFindingsMail(findings: readonly ToldFinding[], publicUrl: string): Pick<Message, "subject" | "text"> {
  const sorted = [...findings].sort((one, other) => severities.indexOf(other.severity) - severities.indexOf(one.severity));
  const names = [...new Set(sorted.flatMap(({ hosts }) => hosts.map(({ name }) => plainLine(name, 60))))];
  const worst = sorted[0]?.severity ?? "info";
  const where = names.length === 0 ? "the fleet" : list(names);
  const rest = sorted.length - toldInFull;
  return {
    subject: `Bulkhead: ${count(sorted.length, "new finding")} on ${where}, worst ${worst}`,
    text: [
      ...sorted.slice(0, toldInFull).map((finding) => paragraph(finding, publicUrl)),
      ...(rest > 0 ? [`And ${rest} more: ${publicUrl}/`] : []),
      `You get this because your address stands under Settings, Mail: ${publicUrl}/settings/mail\n`,
    ].join("\n\n"),
  };
}

function paragraph({ id, severity, title, why, observed, firstStep, openedAt, hosts }: ToldFinding, publicUrl: string): string {
  const [only] = hosts;
  const where =
    only === undefined
      ? "the fleet as a whole"
      : list(
          hosts.map(({ name }) => plainLine(name, 60)),
          5,
        );
  const link = only === undefined ? `${publicUrl}/#${id}` : `${publicUrl}/hosts/${only.id}?finding=${id}#${id}`;
  return [
    `${severity.toUpperCase()} · ${where}: ${plainLine(title)}`,
    `  Found: ${plainLine(observed)}`,
    `  Why it matters: ${plainLine(why)}`,
    ...(firstStep === null ? [] : [`  First step: ${plainLine(firstStep)}`]),
    `  Open since ${instant(openedAt)} UTC: ${link}`,
  ].join("\n");
}
