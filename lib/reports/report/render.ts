import { setImmediate } from "node:timers/promises";
import { renderCsv } from "./csv.ts";
import type { ReportFormat } from "./format.ts";
import { renderHtml } from "./html.ts";
import { renderJson } from "./json.ts";
import { renderMarkdown } from "./markdown.ts";
import type { Report } from "./model.ts";
import { type Paper, renderPdf } from "./pdf.ts";

const renderers = { html: renderHtml, md: renderMarkdown, json: renderJson, csv: renderCsv } as const;

/** Text that is handed on at once. */
const chunkCharacters = 64 * 1024;

/** A report in one of its formats, as bytes while they are being made; others of this process have their turn between them. */
export function renderReport(report: Report, format: ReportFormat, paper: Paper): AsyncIterable<Uint8Array> {
  return format === "pdf" ? renderPdf(report, paper) : inTurns(renderers[format](report));
}

async function* inTurns(pieces: Iterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let waiting = "";
  for (const piece of pieces) {
    waiting += piece;
    if (waiting.length < chunkCharacters) continue;
    yield encoder.encode(waiting);
    waiting = "";
    await setImmediate();
  }
  yield encoder.encode(waiting);
}
