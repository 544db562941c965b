import { count } from "#lib/format.ts";
import type { Report, ReportFinding } from "#lib/reports/report/model.ts";
import { scenarioNames } from "#lib/reports/words.ts";
import { groupBy } from "#lib/rules/shared/wording.ts";
import { type Block, code, prose, said, type Words } from "./block.ts";
import { excerpts } from "./excerpts.ts";
import { moment, quiet, shownBy, toneWords } from "./words.ts";

/** Open findings, worst first; what says the same of several subjects or hosts is told once, with each of them under it. */
export function* findingBlocks({ findings }: Report): Generator<Block> {
  yield { kind: "heading", level: 2, id: "findings", words: said(`Findings (${findings.length})`) };
  if (findings.length === 0)
    yield { kind: "paragraph", words: said("No finding is open. What could not be decided stands under “What is not known”.") };
  yield* groups(findings, "finding");
}

/** Findings that somebody accepted, with the reason and until when. */
export function* acceptedBlocks({ accepted }: Report): Generator<Block> {
  yield { kind: "heading", level: 2, id: "accepted", words: said(`Accepted findings (${accepted.length})`) };
  if (accepted.length === 0) yield { kind: "paragraph", words: said("Nobody accepted a finding.") };
  yield* groups(accepted, "accepted");
}

function* groups(findings: readonly ReportFinding[], anchor: string): Generator<Block> {
  const alike = groupBy(findings, ({ severity, rule, why, remedy }) => JSON.stringify([severity, rule, why, remedy]));
  let number = 0;
  for (const group of alike.values()) {
    number += 1;
    yield* groupBlocks(group, `${anchor}-${number}`);
  }
}

function* groupBlocks(group: readonly ReportFinding[], id: string): Generator<Block> {
  const [first] = group;
  if (first === undefined) return;
  const { severity, rule, why } = first;
  const titles = new Set(group.map(({ title }) => title));
  const title = titles.size === 1 ? first.title : `${first.title} (and ${count(group.length - 1, "more", "more")})`;
  yield { kind: "heading", level: 3, id, words: [{ text: toneWords[severity], tone: severity }, { text: " " }, ...prose(title)] };
  yield { kind: "paragraph", words: prose(why) };
  for (const finding of group) yield* instanceBlocks(finding, titles.size > 1);
  yield { kind: "pairs", pairs: [...sourcesOf(first), ["Rule", [code(rule)]], ...remedyHead(first)] };
  yield { kind: "list", ordered: true, items: first.remedy.steps.map(prose) };
  yield {
    kind: "pairs",
    pairs: [
      ["Risk of it", prose(first.remedy.risk)],
      ["Verify", [code(first.remedy.verify)]],
    ],
  };
}

const sureness = { confirmed: null, inferred: "inferred from several facts", suspected: "suspected from a name or a pattern" } as const;

function* instanceBlocks(finding: ReportFinding, ownTitle: boolean): Generator<Block> {
  const { subject, title, observed, expected, accepted, evidence, openedAt } = finding;
  const sure = sureness[finding.confidence];
  yield {
    kind: "pairs",
    pairs: [
      ["On", [...shownBy(finding), { text: ": " }, code(subject), quiet(`, open since ${moment(openedAt)}`)]],
      ...(ownTitle ? [["What", prose(title)] as const] : []),
      ["Observed", prose(observed)],
      ["Expected", prose(expected)],
      ...(sure === null ? [] : [["Sureness", said(sure)] as const]),
      ...(accepted === null ? [] : [["Accepted", acceptedWords(accepted)] as const]),
    ],
  };
  yield* excerpts(evidence);
}

function acceptedWords({ by, reason, at, until }: NonNullable<ReportFinding["accepted"]>): Words {
  const when = at === null ? "" : ` on ${at.slice(0, 10)}`;
  return [{ text: `by ${by}${when}, ${until === null ? "with no end" : `until ${until}`}: ` }, { text: reason, style: "strong" }];
}

function sourcesOf({ incidents, references, scenarios }: ReportFinding): (readonly [string, Words])[] {
  const named = incidents.map(({ title, date }) => (date === null ? title : `${title}, ${date}`));
  return [
    ["Set off by", said(scenarios.map((scenario) => scenarioNames[scenario]).join(", "))],
    ...(named.length === 0 ? [] : [["Did so in", said(named.join("\n"))] as const]),
    ...(references.length === 0 ? [] : [["Stated in", said(references.join("\n"))] as const]),
  ];
}

function remedyHead({ remedy }: ReportFinding): (readonly [string, Words])[] {
  return remedy.steps.length === 0 ? [] : [["What to do", said(remedy.steps.length === 1 ? "one step" : `${remedy.steps.length} steps`)]];
}
