import { count, percent } from "#lib/format.ts";
import { preLooks, withoutVerdict } from "#lib/maintenance/words.ts";
import type { ReportPreCheck, ReportWindow } from "#lib/reports/report/window-model.ts";
import { type Block, code, prose, said, type Words } from "./block.ts";
import { askedPairs, noCheck, unreadCheck } from "./check-heads.ts";
import { excerpts } from "./excerpts.ts";
import { notFreshBlocks } from "./not-fresh.ts";
import { stepBlocks } from "./steps.ts";
import { momentOr } from "./words.ts";

/** Whether the window may begin: the answer, what speaks against it, the steps, who is affected, and what it rests on. */
export function* preCheckBlocks(window: ReportWindow, madeAt: string): Generator<Block> {
  const check = window.preCheck;
  yield { kind: "heading", level: 2, id: "pre-check", words: said("Pre-check: may it begin?") };
  if (check.status === "none")
    return yield noCheck("No pre-check was made", "whether this window may begin is not known. Run it right before the work begins.");
  if (check.status !== "done")
    return yield* unreadCheck("pre-check", check, window.timeZone, "whether this window may begin is not known.");
  const { verdict, headline, reasons, visits } = check.said;
  const { words, tone } = preLooks[verdict];
  const answer: Words = [{ text: words, tone }, { text: " " }, ...prose(withoutVerdict(headline))];
  yield { kind: "pairs", pairs: [["Answer", answer], ...askedPairs(check, window.timeZone)] };
  yield* notFreshBlocks(visits, window, madeAt);
  yield* reasonBlocks(reasons);
  yield* affectedBlocks(check.said);
  yield* unknownBlocks(check.said);
  yield visitTable(visits);
  yield* stepBlocks(check.said.steps);
}

const weights = {
  blocker: { title: "What speaks against it", word: "Blocker", tone: "critical" },
  care: { title: "What to watch", word: "Care", tone: "high" },
} as const;

function* reasonBlocks(reasons: ReportPreCheck["reasons"]): Generator<Block> {
  for (const weight of ["blocker", "care"] as const) {
    const own = reasons.filter((reason) => reason.weight === weight);
    const { title, word, tone } = weights[weight];
    yield { kind: "heading", level: 3, id: `reasons-${weight}`, words: said(`${title} (${own.length})`) };
    if (own.length === 0) yield { kind: "paragraph", words: said("Nothing that was looked at.") };
    for (const { host, words, next, rule, evidence } of own) {
      yield {
        kind: "pairs",
        pairs: [
          ["Why", [{ text: word, tone }, { text: " " }, ...prose(words)]],
          ...(host === null ? [] : [["Host", [code(host)]] as const]),
          ...(next === null ? [] : [["Next", prose(next)] as const]),
          ...(rule === null ? [] : [["Rule", [code(rule)]] as const]),
        ],
      };
      yield* excerpts(evidence);
    }
  }
}

function* affectedBlocks({ affected }: ReportPreCheck): Generator<Block> {
  yield { kind: "heading", level: 3, id: "affected", words: said(`Who is affected (${count(affected.length, "guest")})`) };
  if (affected.length === 0) return yield { kind: "paragraph", words: said("No guest is out in any step.") };
  yield {
    kind: "table",
    label: "Who is affected",
    columns: [
      { title: "Guest", weight: 2 },
      { title: "On", weight: 1.6 },
      { title: "What it does for others", weight: 2.6 },
      { title: "Out in step", weight: 1 },
    ],
    rows: affected.map(({ name, host, roles, steps }) => [
      [{ text: name, style: "strong" }],
      host === null ? said("–") : [code(host)],
      said(roles.length === 0 ? "nothing known" : roles.join(", ")),
      said(steps.join(", ")),
    ]),
  };
}

function* unknownBlocks({ unknown }: ReportPreCheck): Generator<Block> {
  yield { kind: "heading", level: 3, id: "pre-check-unknown", words: said(`What the pre-check does not know (${unknown.length})`) };
  if (unknown.length === 0) yield { kind: "paragraph", words: said("Nothing that the rehearsal needed was unknown.") };
  else
    yield {
      kind: "list",
      ordered: false,
      items: unknown.map((words) => [{ text: "Unknown", tone: "unknown" }, { text: " " }, ...prose(words)]),
    };
}

function visitTable(visits: ReportPreCheck["visits"]): Block {
  return {
    kind: "table",
    label: "Visits of the pre-check",
    columns: [
      { title: "Read for this", weight: 2 },
      { title: "State", weight: 1.4 },
      { title: "Last read", weight: 1.8 },
      { title: "Coverage", weight: 1, align: "right" },
      { title: "Why not", weight: 3 },
    ],
    rows: visits.map(({ host, fresh, seenAt, coverage, error }) => [
      [code(host)],
      fresh ? [{ text: "read afresh", tone: "holds" }] : [{ text: "not read", tone: "critical" }],
      said(momentOr(seenAt, "never")),
      said(coverage === null ? "–" : percent(coverage)),
      error === null ? said("") : prose(error),
    ]),
  };
}
