import type { Readable } from "node:stream";
import { setImmediate, setTimeout } from "node:timers/promises";
import { reportDocument } from "./document/document.ts";
import type { Report } from "./model.ts";
import { body, drawBlock } from "./pdf/draw.ts";
import { fontFile } from "./pdf/font-files.ts";
import { Kit } from "./pdf/kit.ts";
import { Sheet } from "./pdf/sheet.ts";

export type Paper = "a4" | "letter";

/** Longest that rendering keeps others of the process waiting. */
const turnMs = 15;
/** What may wait for its reader: beyond it, pages are not made faster than they are read. */
const maximumWaitingBytes = 4 * 1024 * 1024;

/** A report as PDF with real text and bookmarks, as it is being made. The same report gives the same bytes. */
export function renderPdf(report: Report, paper: Paper): Readable {
  const { title, madeAt } = reportDocument(report);
  const producer = `Bulkhead ${report.madeBy.version}`;
  const kit = new Kit({ paper, title, producer, madeAt }, fontFile("regular"));
  const stream = kit.doc as unknown as Readable;
  void write(report, kit, stream).catch((error) => stream.destroy(error));
  return stream;
}

async function write(report: Report, kit: Kit, stream: Readable): Promise<void> {
  const { title, made, runningHead, blocks } = reportDocument(report);
  const sheet = new Sheet(kit, `Bulkhead · ${runningHead}`, `Bulkhead ${report.madeBy.version} · rules ${report.madeBy.catalogue}`);
  sheet.paragraph([{ text: title }], { size: 20, family: "bold" }, 4);
  sheet.paragraph([{ text: made, style: "quiet" }], body, 6);
  let turn = performance.now();
  for (const block of blocks) {
    for (const _ of drawBlock(sheet, block)) if (performance.now() - turn > turnMs) turn = await pause(stream);
    if (performance.now() - turn > turnMs) turn = await pause(stream);
    if (stream.destroyed) return;
  }
  if (sheet.typesetter.missing > 0) sheet.paragraph([{ text: missingWords(sheet.typesetter.missing), style: "quiet" }], body);
  sheet.finish();
}

function missingWords(missing: number): string {
  return `${missing} ${missing === 1 ? "character is" : "characters are"} in no font of this file and shown as \ufffd: the HTML and the JSON have them.`;
}

/** Lets others of this process have a turn, and the reader catch up. Returns when the next turn began. */
async function pause(stream: Readable): Promise<number> {
  await setImmediate();
  while (stream.readableLength > maximumWaitingBytes && !stream.destroyed) await setTimeout(5);
  return performance.now();
}
