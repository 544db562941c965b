import { contextWords, impactWords, laneWords, likelihoodWords, type ReadLine, type RuleSheet, type SourceLine } from "./rule-sheet.ts";

/** docs/rules.md: every rule by family, with its severity, what it reads and where it is known from. */
export function rulesMarkdown(sheets: readonly RuleSheet[], titleOf: (incident: string) => string | undefined): string {
  const families = [...new Set(sheets.map(({ family }) => family))];
  const contents = families.map((family) => {
    const own = sheets.filter((sheet) => sheet.family === family);
    return `- [${family}](#${family}): ${own.length} ${own.length === 1 ? "rule" : "rules"}`;
  });
  const parts = families.map((family) => {
    const own = sheets.filter((sheet) => sheet.family === family);
    return [`## ${family}`, ...own.map((sheet) => ruleSection(sheet, titleOf))].join("\n\n");
  });
  return `${[heading(sheets.length), [...contents, "- [What is read](#what-is-read)"].join("\n"), ...parts, factSections(sheets)].join("\n\n")}\n`;
}

function heading(rules: number): string {
  return `# Rules

Every rule that Bulkhead judges a host by: ${rules} of them. Written by \`node scripts/write-rules.mjs\` from the rules and probes themselves.

Severity follows from likelihood and impact, 1 to 4 each. A rule whose facts could not be read is *unknown*, never *passed*. What is marked
*root* goes through \`sudo\`, for exactly that command, where the login is not root; without it the rules that need it stay unknown.`;
}

function ruleSection(sheet: RuleSheet, titleOf: (incident: string) => string | undefined): string {
  const { id, title, why, severity, likelihood, impact, scenarios, scope, reads, incidents, references } = sheet;
  const level = `likelihood ${likelihood} (${likelihoodWords[likelihood - 1]}), impact ${impact} (${impactWords[impact - 1]})`;
  const lines = [
    `- **${severity}**: ${level}`,
    `- Set off by: ${scenarios.join(", ")}. Scope: ${scope}`,
    ...(reads.length === 0 ? ["- Reads: what the visit itself was like"] : ["- Reads:", ...reads.map(readText)]),
    ...(incidents.length === 0 ? [] : [`- Did so in: ${incidents.map((incident) => incidentLink(incident, titleOf)).join("; ")}`]),
    ...(references.length === 0 ? [] : [`- Stated in: ${references.join("; ")}`]),
  ];
  return [`### ${id}`, `${title}.`, why, lines.join("\n")].join("\n\n");
}

function incidentLink(incident: string, titleOf: (incident: string) => string | undefined): string {
  return `[${titleOf(incident) ?? incident}](../lib/postmortems/${incident}.md)`;
}

/** A fact leads to its place in the list below; what is known from elsewhere is said in words. */
function readText({ name, kind, sharpens, probes }: ReadLine): string {
  const suffix = sharpens ? " (only sharpens the answer)" : "";
  if (kind === "context")
    return `  - ${Object.hasOwn(contextWords, name) ? contextWords[name as keyof typeof contextWords] : name}${suffix}`;
  const asRoot = probes.some(({ sources }) => sources.some(({ privilege }) => privilege === "root"));
  return `  - [${name}](#fact-${name.toLowerCase()})${asRoot ? ", partly as root" : ""}${suffix}`;
}

/** What is read on a host for each fact that some rule judges by. */
function factSections(sheets: readonly RuleSheet[]): string {
  const facts = new Map(
    sheets.flatMap(({ reads }) => reads.filter(({ kind }) => kind === "fact").map((read) => [read.name, read] as const)),
  );
  const sections = [...facts.values()].toSorted((one, other) => one.name.localeCompare(other.name)).map(factSection);
  return ["## What is read", ...sections].join("\n\n");
}

function factSection({ name, probes }: ReadLine): string {
  const lines = [...new Set(probes.flatMap((probe) => probe.sources).map((source) => `- ${sourceText(source)}`))];
  return [`### Fact ${name}`, lines.length === 0 ? "No probe reads it yet." : lines.join("\n")].join("\n\n");
}

function sourceText({ text, each, privilege, lane }: SourceLine): string {
  const per = each === null ? "" : ` for each line of ${code(each)}`;
  const limits = [...(privilege === "root" ? ["root"] : []), ...(lane === "fast" || lane === "slow" ? [] : [laneWords[lane]])];
  return `${code(text)}${per}${limits.length === 0 ? "" : ` (${limits.join(", ")})`}`;
}

/** A text that has backticks itself is fenced by two. */
function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}
