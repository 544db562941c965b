import { postmortemById } from "#lib/postmortems/by-id.ts";
import type { AnyRule } from "#lib/rules/rule.ts";
import { type Level, type Severity, severityOf } from "#lib/rules/severity.ts";
import { familyOf } from "./rule-sheet.ts";
import type { SarifLevel, SarifRule } from "./sarif-log.ts";
import { markdownCode, markdownProse, messageText } from "./sarif-text.ts";

/** How loud code-scanning views show a severity. */
export const levelOf: Readonly<Record<Severity, SarifLevel>> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
  info: "note",
};

/** Scores in the middle of the bands into which GitHub sorts; what only informs has none. */
const securitySeverity: Readonly<Record<Severity, string | null>> = { critical: "9.5", high: "8.0", medium: "5.5", low: "2.0", info: null };

/** 100 for likelihood 4 and impact 4. */
export function rankOf({ likelihood, impact }: { likelihood: Level; impact: Level }): number {
  return (likelihood * impact * 100) / 16;
}

/** A rule as SARIF describes it, with what to do in general; what to do on a host stands with the result. */
export function sarifRule(rule: AnyRule): SarifRule {
  const { id, title, why, scenarios, likelihood, impact } = rule;
  const severity = severityOf(likelihood, impact);
  const address = addressOf(rule);
  const score = securitySeverity[severity];
  return {
    id,
    name: pascalCase(id),
    shortDescription: { text: messageText(`${title}.`) },
    fullDescription: { text: messageText(why) },
    help: { text: messageText(helpText(rule)), markdown: helpMarkdown(rule) },
    ...(address === undefined ? {} : { helpUri: address }),
    defaultConfiguration: { level: levelOf[severity], rank: rankOf({ likelihood, impact }) },
    properties: {
      // GitHub goes by the score only where it reads `security`, of which availability is a part.
      tags: [...new Set(["security", "availability", familyOf(id), ...scenarios])],
      ...(score === null ? {} : { "security-severity": score }),
    },
  };
}

/** "StorageNfsFstabNoNofail" of "storage/nfs-fstab-no-nofail". */
function pascalCase(id: string): string {
  return id
    .split(/[/-]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/** The document that states the fact, or the report of an incident, where either has an address; none is made up. */
function addressOf(rule: AnyRule): string | undefined {
  const { references = [] } = rule;
  const reports = incidentsOf(rule).map(({ url }) => url);
  return references.find(isAddress) ?? reports.find((url) => url !== undefined);
}

function isAddress(reference: string): boolean {
  return /^https?:\/\/\S+$/.test(reference);
}

/** Titles of the incidents in which this fault did so. */
function incidentsOf(rule: AnyRule): { title: string; url: string | undefined }[] {
  const { postmortems = [] } = rule;
  return postmortems.map((id) => ({ title: postmortemById(id)?.title ?? id, url: postmortemById(id)?.source?.url }));
}

function helpText(rule: AnyRule): string {
  const { why, remedy, references = [] } = rule;
  const paragraphs = [
    why,
    ...remedy.steps.map((step, index) => `${index + 1}. ${step}`),
    `Risk: ${remedy.risk}`,
    `Verify: ${remedy.verify}`,
    ...incidentsOf(rule).map(({ title }) => `Did so in: ${title}`),
    ...references.map((reference) => `Stated in: ${reference}`),
  ];
  return paragraphs.join("\n");
}

function helpMarkdown(rule: AnyRule): string {
  const { why, remedy, references = [] } = rule;
  const incidents = incidentsOf(rule).map(({ title, url }) =>
    url === undefined ? `- Did so in: ${markdownProse(title)}` : `- Did so in: [${markdownProse(title)}](<${url}>)`,
  );
  const stated = references.map((reference) => `- Stated in: ${isAddress(reference) ? `<${reference}>` : markdownProse(reference)}`);
  return [
    markdownProse(why),
    "**What to do**",
    remedy.steps.map((step, index) => `${index + 1}. ${markdownProse(step)}`).join("\n"),
    `**Risk:** ${markdownProse(remedy.risk)}`,
    "**Verify**",
    markdownCode(remedy.verify),
    [...incidents, ...stated].join("\n"),
  ]
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");
}
