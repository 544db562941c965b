import { count } from "#lib/format.ts";
import { type Entry, entryIn, ruleEntry } from "#lib/offline/contents.ts";
import { bullets, command, heading, link, type Part, paragraph, table } from "#lib/offline/kit.ts";
import { type Page, start } from "#lib/offline/page.ts";
import type { LibraryEntry } from "#lib/postmortems/library.ts";
import { code, type Piece, prose, said, type Words } from "#lib/reports/report/document/block.ts";
import { quiet, toneWords } from "#lib/reports/report/document/words.ts";
import { contextWords, impactWords, likelihoodWords, type ReadLine, type RuleSheet } from "#lib/reports/rule-sheet.ts";
import { scenarioNames } from "#lib/reports/words.ts";
import { groupBy } from "#lib/rules/shared/wording.ts";
import { incidentWords } from "./incidents.ts";

type Incidents = readonly Pick<LibraryEntry, "id" | "title">[];

export function familyEntry(family: string): Entry {
  return entryIn("rules", family);
}

/** All rules of a family: why, how bad, what each reads, what to do. */
export function familyPage(family: string, sheets: readonly RuleSheet[], incidents: Incidents): Page {
  const { path, name } = familyEntry(family);
  const trail = [start, { name: "Rules", path: "rules.html" }];
  const sections = sheets.map(({ id }) => ({ id: anchorOf(id), name: id }));
  return { path, title: `Rules: ${name}`, trail, sections, parts: sheets.flatMap((sheet) => [...ruleParts(sheet, incidents)]) };
}

function* ruleParts(sheet: RuleSheet, incidents: Incidents): Generator<Part> {
  const { id, title, why, severity, likelihood, impact, scenarios, reads, remedy, references } = sheet;
  yield { kind: "heading", level: 2, id: anchorOf(id), words: prose(title) };
  yield paragraph({ text: toneWords[severity], tone: severity }, quiet(` ${id}`));
  yield paragraph(...prose(why));
  yield {
    kind: "pairs",
    pairs: [
      ["Likelihood", said(`${likelihood}: ${likelihoodWords[likelihood - 1]}`)],
      ["Impact", said(`${impact}: ${impactWords[impact - 1]}`)],
      ["Set off by", said(scenarios.map((scenario) => scenarioNames[scenario]).join(", "))],
      ["Reads", reads.length === 0 ? said("what the visit itself was like") : reads.flatMap(readWords)],
      ...(sheet.incidents.length === 0 ? [] : [["Did so in", incidentWords(sheet.incidents, incidents)] as const]),
      ...(references.length === 0
        ? []
        : [["Stated in", references.map((text, index) => code(`${index === 0 ? "" : "\n"}${text}`))] as const]),
      ["Risk of the remedy", prose(remedy.risk)],
    ],
  };
  yield bullets(remedy.steps, true);
  yield paragraph("Verify:");
  yield command(remedy.verify);
}

function anchorOf(rule: string): string {
  return ruleEntry(rule).path.split("#")[1] ?? rule;
}

function readWords({ name, kind, sharpens, probes }: ReadLine, index: number): Piece[] {
  const before = index === 0 ? "" : "\n";
  const context = Object.hasOwn(contextWords, name) ? contextWords[name as keyof typeof contextWords] : name;
  if (kind === "context") return [{ text: `${before}${context}` }];
  const sources = [...new Set(probes.flatMap((probe) => probe.sources.map(({ text }) => text)))];
  return [{ text: `${before}${name}: ` }, code(sources.join("; ")), ...(sharpens ? [quiet(" (only sharpens the answer)")] : [])];
}

/** All rules by family. */
export function rulesPage(sheets: readonly RuleSheet[]): Page {
  return { path: "rules.html", title: "Rules", trail: [start], parts: rulesParts(sheets) };
}

function* rulesParts(sheets: readonly RuleSheet[]): Generator<Part> {
  yield paragraph(
    `${count(sheets.length, "rule")}. Severity follows from likelihood and impact; a rule whose facts could not be read is unknown, never passed.`,
  );
  for (const [family, own] of groupBy(sheets, (sheet) => sheet.family)) {
    const { path } = familyEntry(family);
    yield heading(`family-${family}`, family);
    yield paragraph(link(`All ${own.length} of ${family} in full`, path));
    yield table(
      `Rules of ${family}`,
      [
        ["Severity", 1],
        ["Rule", 3],
        ["What is wrong", 5],
      ],
      own.map(({ id, title, severity }): Words[] => [
        [{ text: toneWords[severity], tone: severity }],
        [{ text: id, style: "code", href: ruleEntry(id).path }],
        prose(title),
      ]),
    );
  }
}
