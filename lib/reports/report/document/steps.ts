import type { ReportPreCheck } from "#lib/reports/report/window-model.ts";
import { type Block, code, type Piece, prose, said, type Words } from "./block.ts";
import { quiet } from "./words.ts";

type Step = ReportPreCheck["steps"][number];

/** The steps in their order: all of them in a table where there are several, then each with what to type and when to stop. */
export function* stepBlocks(steps: readonly Step[]): Generator<Block> {
  yield { kind: "heading", level: 2, id: "steps", words: said("Step by step") };
  if (steps.length > 1) {
    yield { kind: "paragraph", words: said("One after the other: go on only when the one before is proven.") };
    yield overview(steps);
  }
  for (const step of steps) yield* oneStep(step);
}

function overview(steps: readonly Step[]): Block {
  return {
    kind: "table",
    label: "Steps",
    columns: [
      { title: "Step", weight: 2.4 },
      { title: "Votes", weight: 2 },
      { title: "Out meanwhile", weight: 2.6 },
      { title: "Stays down", weight: 1.8 },
    ],
    rows: steps.map((step) => [
      [{ text: `${step.position}. ${step.words}`, to: stepAnchor(step) }],
      votesWords(step),
      outWords(step),
      staysWords(step),
    ]),
  };
}

function* oneStep(step: Step): Generator<Block> {
  const { position, words, commands, stopIf, wayBack } = step;
  yield { kind: "heading", level: 3, id: stepAnchor(step), words: said(`${position}. ${words}`) };
  yield {
    kind: "pairs",
    pairs: [
      ["Votes", votesWords(step)],
      ["Out", outWords(step)],
      ["Stays down", staysWords(step)],
    ],
  };
  yield { kind: "list", ordered: true, items: commands.map(commandWords) };
  yield* lines("Stop if", `${stepAnchor(step)}-stop`, stopIf);
  yield* lines("Way back", `${stepAnchor(step)}-back`, wayBack);
}

function stepAnchor({ position }: Step): string {
  return `step-${position}`;
}

function votesWords({ votes }: Step): Words {
  if (votes.length === 0) return [quiet("no cluster votes")];
  return votes.flatMap(({ cluster, have, need }, index): Piece[] => {
    const text = `${cluster}: ${have} of ${need} needed`;
    const told: Piece = have > need ? { text } : { text, tone: have < need ? "critical" : "high" };
    return [...(index === 0 ? [] : [{ text: "\n" }]), told];
  });
}

function outWords({ rehearsed, out }: Step): Words {
  if (!rehearsed) return [{ text: "not known: this step could not be rehearsed", tone: "unknown" }];
  return said(out.length === 0 ? "nothing else" : out.join(", "));
}

function staysWords({ rehearsed, stays }: Step): Words {
  if (!rehearsed) return [{ text: "not known", tone: "unknown" }];
  return stays.length === 0 ? said("nothing") : [{ text: stays.join(", "), tone: "critical" }];
}

/** What to do, what to see then, and on a line of its own what to type. */
function commandWords({ words, command, expect }: Step["commands"][number]): Words {
  return [
    ...prose(words),
    ...(expect === null ? [] : [quiet(`; expect: ${expect}`)]),
    ...(command === null ? [] : [{ text: "\n" }, code(command)]),
  ];
}

function* lines(title: string, id: string, all: readonly string[]): Generator<Block> {
  if (all.length === 0) return;
  yield { kind: "heading", level: 4, id, words: said(title) };
  yield { kind: "list", ordered: false, items: all.map(prose) };
}
