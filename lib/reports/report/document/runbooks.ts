import type { ReportWindow } from "#lib/reports/report/window-model.ts";
import { type Block, code, prose, said, type Words } from "./block.ts";
import { runbookAnchor } from "./not-fresh.ts";
import { moment } from "./words.ts";

type Runbook = ReportWindow["runbooks"][number];

/** What to have on paper for the night in which a host does not come back. */
export function* runbookBlocks({ runbooks }: ReportWindow): Generator<Block> {
  yield { kind: "heading", level: 2, id: "runbooks", words: said("Runbooks") };
  yield { kind: "paragraph", words: said("For the night in which a host does not come back. They hold account names, never a password.") };
  for (const [index, runbook] of runbooks.entries()) yield* oneRunbook(runbook, runbookAnchor(index));
}

function* oneRunbook({ host, seenAt, sections }: Runbook, id: string): Generator<Block> {
  yield { kind: "heading", level: 3, id, words: [{ text: "Runbook of " }, { text: host }] };
  yield seenAt === null
    ? { kind: "paragraph", words: [{ text: "It was never read: almost everything is missing.", tone: "critical" }] }
    : { kind: "paragraph", words: said(`Filled from what it told at ${moment(seenAt)}.`) };
  for (const [index, { title, lines, missing }] of sections.entries()) {
    yield { kind: "heading", level: 4, id: `${id}-${index + 1}`, words: said(`${index + 1}. ${title}`) };
    if (missing !== null) yield { kind: "paragraph", words: [{ text: `Missing: ${missing}`, tone: "critical" }] };
    if (lines.length > 0) yield { kind: "list", ordered: false, items: lines.map(lineWords) };
  }
}

function lineWords({ words, command, evidence }: Runbook["sections"][number]["lines"][number]): Words {
  return [
    ...prose(words),
    ...(command === null ? [] : [{ text: "\n" }, code(command)]),
    ...evidence.flatMap(({ source, line, text }) => [{ text: "\n" }, { text: `${source}:${line} ${text}`, style: "quiet" as const }]),
  ];
}
