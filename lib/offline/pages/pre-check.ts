import { count } from "#lib/format.ts";
import type { PlannedStep, PreCheck, PreCheckVerdict, Reason } from "#lib/maintenance/pre-check.ts";
import { bullets, command, excerpts, heading, type Part, paragraph, type Steps } from "#lib/offline/kit.ts";
import { code, type Piece, prose, said, type Words } from "#lib/reports/report/document/block.ts";
import { moment, quiet } from "#lib/reports/report/document/words.ts";
import type { ReportTone } from "#lib/reports/report/model.ts";

/** How a pre-check ends. */
export const verdicts: Record<PreCheckVerdict, { text: string; tone: ReportTone }> = {
  go: { text: "Go", tone: "holds" },
  care: { text: "Go with care", tone: "high" },
  "no-go": { text: "No-go", tone: "critical" },
};

/** The answer of a pre-check, its reasons, and what it does not know. */
export function* preCheckParts(
  { verdict, headline, reasons, affected, unknown, visits }: PreCheck,
  doneAt: string | null,
): Generator<Part> {
  // A headline begins with its verdict.
  yield paragraph(verdicts[verdict], headline.replace(/^[^:]*/, ""));
  yield paragraph(
    quiet(doneAt === null ? "When it was made is not known." : `Made ${moment(doneAt)}; what has changed since is not in it.`),
  );
  if (reasons.length > 0) yield { kind: "steps", items: reasons.map(reasonItem) };
  if (affected.length > 0)
    yield bullets(
      affected.map(
        ({ name, roles: own, steps }) => `${name}${own.length === 0 ? "" : ` (${own.join(", ")})`} is out in step ${steps.join(", ")}`,
      ),
    );
  const old = visits.filter(({ isFresh }) => !isFresh);
  if (old.length > 0)
    yield paragraph({
      text: `${count(old.length, "host")} could not be read for it: ${old.map(({ host }) => host).join(", ")}`,
      tone: "unknown",
    });
  if (unknown.length > 0) {
    yield heading("pre-check-unknown", "What the pre-check does not know", 3);
    yield bullets(unknown);
  }
}

function reasonItem({ weight, words, next, rule, evidence }: Reason): Steps["items"][number] {
  const weighed: Piece = weight === "blocker" ? { text: "blocker", tone: "critical" } : { text: "care", tone: "high" };
  const ruled: Piece[] = rule === null ? [] : [{ text: " " }, code(rule)];
  const todo: Part[] = next === null ? [] : [paragraph({ text: "To do: ", style: "strong" }, ...prose(next))];
  return { parts: [paragraph(weighed, ": ", ...prose(words), ...ruled), ...todo, ...excerpts(evidence)] };
}

/** Each step with its commands, when to stop, and the way back. */
export function stepParts(steps: readonly PlannedStep[]): Steps {
  return { kind: "steps", items: steps.map(stepItem) };
}

function stepItem({ words, commands, votes, out, stays, stopIf, wayBack }: PlannedStep): Steps["items"][number] {
  const items = commands.map(({ words: what, command: line, expect }) => {
    const expected = expect === null ? "" : ` – then: ${expect}`;
    return { parts: [paragraph(`${what}${expected}`), ...(line === null ? [] : [command(line)])] };
  });
  const pairs = [
    ...votes.map(({ cluster, have, need }) => [`Votes of ${cluster}`, voteWords(have, need)] as const),
    ...(out.length === 0 ? [] : [["Out meanwhile", said(out.join(", "))] as const]),
    ...(stays.length === 0 ? [] : [["Stays down", [{ text: stays.join(", "), tone: "critical" }]] as const]),
    ...(stopIf.length === 0 ? [] : [["Stop if", said(stopIf.join("\n"))] as const]),
    ...(wayBack.length === 0 ? [] : [["Way back", said(wayBack.join("\n"))] as const]),
  ] satisfies (readonly [string, Words])[];
  const details: Part[] = pairs.length === 0 ? [] : [{ kind: "pairs", pairs }];
  return { parts: [paragraph({ text: words, style: "strong" }), ...details, { kind: "steps", items }] };
}

function voteWords(have: number, need: number): Words {
  const text = `${have}, ${need} needed`;
  return [have < need ? { text, tone: "critical" } : { text }];
}
