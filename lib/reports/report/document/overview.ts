import type { Report } from "#lib/reports/report/model.ts";
import { scenarioNames } from "#lib/reports/words.ts";
import { scenarios } from "#lib/rules/rule.ts";
import { type Block, code, said } from "./block.ts";
import { hostAnchor, quiet, toneWords } from "./words.ts";

/** The answers. */
export function* answerBlocks({ headlines }: Report): Generator<Block> {
  yield { kind: "heading", level: 2, id: "answers", words: said("In short") };
  yield {
    kind: "table",
    label: "In short",
    columns: [
      { title: "State", weight: 1.2 },
      { title: "Answer", weight: 7 },
    ],
    rows: headlines.map(({ tone, words, detail }) => [
      [{ text: toneWords[tone], tone }],
      [{ text: words, style: "strong" }, ...(detail === null ? [] : [quiet(`\n${detail}`)])],
    ]),
  };
}

/** The readiness matrix: each host × what may happen to it. */
export function* readinessBlocks({ hosts, exposure }: Report): Generator<Block> {
  if (exposure !== null || hosts.length === 0) return;
  yield { kind: "heading", level: 2, id: "readiness", words: said("Readiness") };
  yield {
    kind: "paragraph",
    words: said("What each host would do if this happened now. Unknown is what could not be decided, not what holds."),
  };
  yield {
    kind: "table",
    label: "Readiness by host and scenario",
    columns: [{ title: "Host", weight: 1.7 }, ...scenarios.map((scenario) => ({ title: scenarioNames[scenario], weight: 1 }))],
    rows: hosts.map(({ name, readiness }, index) => [
      [{ ...code(name), to: hostAnchor(index) }],
      ...scenarios.map((scenario) => {
        const cell = readiness.find((each) => each.scenario === scenario);
        return [{ text: cell?.words ?? "unknown", tone: cell?.tone ?? "unknown" }];
      }),
    ]),
  };
}
