import { phaseWords } from "#lib/maintenance/words.ts";
import type { ReportWindow } from "#lib/reports/report/window-model.ts";
import { type Block, prose, said } from "./block.ts";
import { localMoment } from "./local-times.ts";
import { quiet } from "./words.ts";

/** What to have ready, each step, what to prove afterwards: boxes that a pen can tick, or who ticked them and when. */
export function* checklistBlocks({ checklist, timeZone }: ReportWindow): Generator<Block> {
  const done = checklist.filter((line) => line.done !== null).length;
  yield { kind: "heading", level: 2, id: "checklist", words: said(`Checklist (${done} of ${checklist.length} done)`) };
  if (checklist.length === 0) yield { kind: "paragraph", words: said("It has no lines yet: the pre-check fills it from what it finds.") };
  for (const phase of ["before", "during", "after"] as const) {
    const own = checklist.filter((line) => line.phase === phase);
    if (own.length === 0) continue;
    yield { kind: "heading", level: 3, id: `checklist-${phase}`, words: said(phaseWords[phase]) };
    yield {
      kind: "checklist",
      items: own.map((line) => ({
        done: line.done !== null,
        words: [...prose(line.words), ...(line.done === null ? [] : [quiet(`\n${line.done.by}, ${localMoment(line.done.at, timeZone)}`)])],
      })),
    };
  }
}
