import type { Report } from "#lib/reports/report/model.ts";
import { stateNames } from "#lib/reports/words.ts";
import { type Block, code, said } from "./block.ts";
import { moment, momentOr, riskWords } from "./words.ts";

/** What the report was made from: the visits, the version, the rules. */
export function* appendix({ hosts, madeAt, madeBy, kind, subject, fleet }: Report): Generator<Block> {
  yield { kind: "heading", level: 2, id: "appendix", words: said("Made from") };
  yield {
    kind: "pairs",
    pairs: [
      ["Made at", said(moment(madeAt))],
      ["About", said(`${kind}: ${subject.name}`)],
      ["Bulkhead", said(`version ${madeBy.version}`)],
      ["Rules", said(`${madeBy.rules} rules, catalogue ${madeBy.catalogue}: reports with the same one were judged alike`)],
      ...(fleet.judgedAt === null ? [] : [["Fleet judged", said(moment(fleet.judgedAt))] as const]),
    ],
  };
  yield { kind: "heading", level: 3, id: "visits", words: said("Visits") };
  yield {
    kind: "table",
    label: "Visits",
    columns: [
      { title: "Host", weight: 2 },
      { title: "Last read", weight: 1.6 },
      { title: "Last visit", weight: 1.6 },
      { title: "State", weight: 1.3 },
      { title: "Risk and coverage", weight: 3 },
    ],
    rows: hosts.map(({ name, seenAt, visitedAt, state, risk }) => [
      [code(name)],
      said(momentOr(seenAt, "never")),
      said(momentOr(visitedAt, "never")),
      state === "reachable" ? said(stateNames[state]) : [{ text: stateNames[state], tone: "unknown" }],
      said(riskWords(risk)),
    ]),
  };
}
