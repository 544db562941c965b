import { type ReportCheck, unreadChecks } from "#lib/reports/report/window-model.ts";
import type { Block, Words } from "./block.ts";
import { localMoment } from "./local-times.ts";
import { moment } from "./words.ts";

/** In the place of an answer that there is not: loud, since somebody might take silence for a yes. */
export function noCheck(what: string, follows: string): Block {
  return {
    kind: "paragraph",
    words: [
      { text: what, tone: "unknown" },
      { text: `: ${follows}`, style: "strong" },
    ],
  };
}

/** When a check was taken, who asked for it, and why it may not speak for now. */
export function askedPairs(check: Exclude<ReportCheck<unknown>, { status: "none" }>, timeZone: string): [string, Words][] {
  const at = check.doneAt ?? check.askedAt;
  const taken = `${localMoment(at, timeZone)} (${moment(at)}), asked for by ${check.askedBy}`;
  const caution = check.status === "done" ? check.caution : null;
  return [["Taken", [{ text: taken }]], ...(caution === null ? [] : [["Caution", [{ text: caution, tone: "high" }]] as [string, Words]])];
}

/** In the place of what a check said, where that is not to be had. */
export function* unreadCheck(
  name: string,
  check: Extract<ReportCheck<unknown>, { status: "failed" | "unreadable" }>,
  timeZone: string,
  follows: string,
): Generator<Block> {
  yield noCheck(`The last ${name} ${unreadChecks[check.status]}`, `${follows} Run it again.`);
  yield { kind: "pairs", pairs: askedPairs(check, timeZone) };
}
