import type { Reading } from "#lib/facts/reading.ts";
import { causeWords } from "#lib/reports/host/not-read.ts";
import { type Block, said } from "./block.ts";

/** A part of a host, or in its place why it is not there: what could not be read is never left out. */
export function* part<T>(reading: Reading<T>, title: string, id: string, tell: (value: T) => Iterable<Block>): Generator<Block> {
  const told = reading.status === "ok" ? [...tell(reading.value)] : [];
  const [first] = told;
  yield { kind: "heading", level: 4, id, words: said(title), keep: first?.kind === "drawing" ? first.drawing.height : 0 };
  if (reading.status === "ok") yield* told;
  else if (reading.status === "absent") yield { kind: "paragraph", words: [{ text: `None here: ${reading.reason}`, style: "quiet" }] };
  else yield { kind: "paragraph", words: [{ text: `Not read: ${causeWords[reading.cause]} (${reading.detail})`, tone: "unknown" }] };
}
