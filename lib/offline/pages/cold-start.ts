import { list } from "#lib/format.ts";
import { coldStartHeadline, minutes } from "#lib/graph/cold-start-headline.ts";
import type { ColdStart } from "#lib/graph/rehearsal.ts";
import { bullets, heading, type Part, paragraph, table } from "#lib/offline/kit.ts";
import { type Page, start } from "#lib/offline/page.ts";
import { code, type Piece, prose, said } from "#lib/reports/report/document/block.ts";
import { quiet } from "#lib/reports/report/document/words.ts";
import { headlineParts } from "./rehearsal.ts";

/** The order that brings everything back, or the ring that forbids one. */
export function coldStartPage(plan: ColdStart): Page {
  return { path: "cold-start.html", title: "Cold start: everything is off", trail: [start], parts: coldStartParts(plan) };
}

function* coldStartParts(plan: ColdStart): Generator<Part> {
  const { stages, cycles, unknown } = plan;
  yield* headlineParts(coldStartHeadline(plan));
  yield heading("stages", "In this order");
  if (stages.length === 0) yield paragraph("No order is known.");
  else
    yield table(
      "Stages of a cold start",
      [
        ["Stage", 0.7],
        ["Power on", 2],
        ["Then start", 3.4],
        ["Then wait", 1],
        ["By hand", 3],
      ],
      stages.map(({ start: nodes, waitSeconds, manual }, index) => [
        said(String(index + 1)),
        nodes.flatMap(({ kind, name }): Piece[] => (kind === "host" ? [code(name), { text: "\n" }] : [])),
        said(nodes.flatMap(({ kind, name }) => (kind === "host" ? [] : [name])).join(", ")),
        said(waitSeconds > 0 ? minutes(waitSeconds) : "–"),
        prose(manual.join("\n")),
      ]),
    );
  if (cycles.length > 0) yield heading("rings", "What waits for each other");
  for (const { nodes, cuts } of cycles) {
    yield paragraph({
      text: list(
        nodes.map(({ name }) => name),
        12,
      ),
      tone: "critical",
    });
    yield bullets(
      cuts.map(({ fix, need, rule }) => [...prose(fix), quiet(` (${need})`), ...(rule === null ? [] : [{ text: " " }, code(rule)])]),
    );
  }
  yield heading("unknown", "What is not known");
  if (unknown.length === 0) yield paragraph("Nothing that would change this order is missing.");
  else yield bullets(unknown);
}
