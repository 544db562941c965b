import { factNames } from "#lib/facts/index.ts";
import { count } from "#lib/format.ts";
import { causeWords, factWords } from "#lib/reports/host/not-read.ts";
import type { Report } from "#lib/reports/report/model.ts";
import { scenarioNames } from "#lib/reports/words.ts";
import { groupBy } from "#lib/rules/shared/wording.ts";
import { type Block, code, prose, said, type Words } from "./block.ts";
import { momentOr } from "./words.ts";

/** Everything that nobody can answer, with the reason: unknown is never healthy. */
export function* unknownBlocks(report: Report): Generator<Block> {
  const { unknown, hosts, exposure } = report;
  const all = hosts.reduce((sum, host) => sum + host.unknown.rules.length, unknown.fleetRules.length);
  yield { kind: "heading", level: 2, id: "unknown", words: said("What is not known") };
  const answers = `${count(all, "rule")} could not be decided${exposure === null ? "" : " (of all rules, not only of this incident's)"}`;
  yield { kind: "paragraph", words: said(`${answers}; ${count(unknown.neverRead.length, "host")} never read. Unknown, not healthy.`) };
  yield* hostsNotRead(unknown);
  yield* table("Cells of the matrix that are unknown", "unknown-cells", ["Host", "Scenarios"], cellRows(unknown.cells));
  yield* table("Facts that could not be read", "unknown-facts", ["Host", "Fact", "Why"], factRows(report));
  yield* table("Rules that stay unknown", "unknown-rules", ["Rule", "Why", "Where"], ruleRows(report), [2.2, 3.4, 2.4]);
  const lost = unknown.unreadableFindings.map(({ rule, hosts: on }) => [said(on.join(", ")), [code(rule)]]);
  yield* table("Findings that this version cannot read", "unknown-findings", ["Host", "Rule"], lost);
}

function* hostsNotRead({ neverRead, notAnswering }: Report["unknown"]): Generator<Block> {
  const rows = [
    ...neverRead.map((name): Words[] => [[code(name)], said("never"), said("no visit has read anything yet")]),
    ...notAnswering.map(({ host, seenAt, because }): Words[] => [[code(host)], said(momentOr(seenAt, "never")), prose(because)]),
  ];
  yield* table("Hosts that could not be read", "unknown-hosts", ["Host", "Last read", "Why"], rows);
}

function* table(
  title: string,
  id: string,
  head: readonly string[],
  rows: readonly (readonly Words[])[],
  weights: readonly number[] = [1.3, 2, 4],
): Generator<Block> {
  if (rows.length === 0) return;
  yield { kind: "heading", level: 3, id, words: said(title) };
  yield { kind: "table", label: title, columns: head.map((each, index) => ({ title: each, weight: weights[index] ?? 1 })), rows };
}

function cellRows(cells: Report["unknown"]["cells"]): Words[][] {
  return [...groupBy(cells, ({ host }) => host)].map(([host, own]) => [
    [code(host)],
    said(own.map(({ scenario, undecided }) => `${scenarioNames[scenario]} (${count(undecided, "rule")} undecided)`).join(", ")),
  ]);
}

function factRows({ hosts }: Report): Words[][] {
  return hosts.flatMap(({ name, unknown }) =>
    unknown.facts.map(({ fact, cause, detail }) => {
      const known = factNames.find((each) => each === fact);
      return [[code(name)], said(known === undefined ? fact : factWords[known]), said(`${causeWords[cause]}: ${detail}`)];
    }),
  );
}

/** In a report of many hosts what is unknown for the same reason is told once. */
function ruleRows({ hosts, unknown }: Report): Words[][] {
  const all = [
    ...unknown.fleetRules.map((each) => ({ host: "the fleet", ...each })),
    ...hosts.flatMap(({ name, unknown: { rules } }) => rules.map((each) => ({ host: name, ...each }))),
  ];
  const alike = groupBy(all, ({ rule, because }) => JSON.stringify([rule, because]));
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const everywhere = hosts.length > 1 && group.length === hosts.length;
    const where = everywhere ? said(`all ${hosts.length} hosts`) : [code(group.map(({ host }) => host).join(", "))];
    return [[[code(first.rule)], prose(first.because), where]];
  });
}
