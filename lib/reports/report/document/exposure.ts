import type { ExposureAnswer } from "#lib/engine/exposure.ts";
import type { Report, ReportExposure, ReportTone } from "#lib/reports/report/model.ts";
import { type Block, code, type Piece, prose, said, type Words } from "./block.ts";
import { quiet } from "./words.ts";

const answers: Record<ExposureAnswer, { text: string; tone: ReportTone }> = {
  exposed: { text: "exposed", tone: "high" },
  "cannot-tell": { text: "cannot tell", tone: "unknown" },
  "not-exposed": { text: "not exposed", tone: "holds" },
};
const order = Object.keys(answers);

/** The incident: what happened, which links of its chain stand open, and each host's answer with its reasons. */
export function* exposureBlocks({ exposure }: Report): Generator<Block> {
  if (exposure === null) return;
  const { title, date, system, summary, chain, hosts, fleet } = exposure;
  yield { kind: "heading", level: 2, id: "incident", words: said("The incident") };
  yield {
    kind: "pairs",
    pairs: [
      ["Incident", said(title)],
      ["Date", said(date ?? "not known")],
      ["System", said(system)],
      ["Summary", prose(summary)],
    ],
  };
  yield { kind: "heading", level: 3, id: "chain", words: said("Its chain") };
  yield { kind: "list", ordered: true, items: chain.map(linkWords) };
  yield { kind: "heading", level: 2, id: "exposure", words: said("Host by host") };
  const rows = [
    ...(fleet === null ? [] : [fleet]),
    ...hosts.toSorted((one, other) => order.indexOf(one.answer) - order.indexOf(other.answer)),
  ];
  yield {
    kind: "table",
    label: "Exposure by host",
    columns: [
      { title: "Host", weight: 1.6 },
      { title: "Answer", weight: 1.1 },
      { title: "Through what, or why not", weight: 6 },
    ],
    rows: rows.map((host) => [[host === fleet ? { text: host.host } : code(host.host)], [answers[host.answer]], reasons(host)]),
  };
}

function linkWords({ step, kind, rules, open }: ReportExposure["chain"][number]): Words {
  const named = rules.length === 0 ? [quiet(" no rule can show it")] : [quiet(" "), code(rules.join(", "))];
  return [
    { text: step, style: "strong" },
    quiet(` (${kind})`),
    ...named,
    ...(open ? [quiet(" "), { text: "open here", tone: "high" as const }] : []),
  ];
}

const silence = { unknown: "unknown", "not-applicable": "does not apply", "not-judged": "not judged here yet" } as const;

function reasons({ through, passed, silent }: ReportExposure["hosts"][number]): Words {
  const found = through.flatMap(({ severity, title, subject, accepted }): Piece[] => [
    // Not the first piece: the cell's ground is that of the answer beside it.
    { text: "" },
    { text: severity, tone: severity },
    { text: " " },
    ...prose(title),
    { text: " " },
    code(subject),
    { text: accepted ? " (accepted)\n" : "\n" },
  ]);
  const quietOnes = silent.flatMap(({ rule, state, because }) => [
    code(rule),
    quiet(`: ${silence[state]}${because === null ? "" : `, ${because}`}\n`),
  ]);
  const rest = passed.length === 0 ? [] : [quiet(`Passed: ${passed.join(", ")}`)];
  return [...found, ...quietOnes, ...rest];
}
