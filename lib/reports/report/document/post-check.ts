import { count } from "#lib/format.ts";
import { postLooks, withoutVerdict } from "#lib/maintenance/words.ts";
import type { ReportPostCheck, ReportWindow } from "#lib/reports/report/window-model.ts";
import { type Block, code, type Piece, prose, said, type Words } from "./block.ts";
import { askedPairs, noCheck, unreadCheck } from "./check-heads.ts";
import { notFreshBlocks } from "./not-fresh.ts";
import { moment, quiet, toneWords } from "./words.ts";

type Host = ReportPostCheck["hosts"][number];

/** How the hosts are after the work: who does not answer, what is not as it was, what was not compared. */
export function* postCheckBlocks(window: ReportWindow, madeAt: string): Generator<Block> {
  const check = window.postCheck;
  yield { kind: "heading", level: 2, id: "post-check", words: said("Post-check: is all as it was?") };
  if (check.status === "none") return yield noPostCheck(window.state);
  if (check.status !== "done") return yield* unreadCheck("post-check", check, window.timeZone, "nothing proves how the hosts are.");
  const { verdict, headline, comparedWith, hosts } = check.said;
  const { words, tone } = postLooks[verdict];
  const compared = comparedWith === null ? "nothing: no pre-check was made" : `the pre-check of ${moment(comparedWith)}`;
  yield {
    kind: "pairs",
    pairs: [
      ["Answer", [{ text: words, tone }, { text: " " }, ...prose(withoutVerdict(headline))]],
      ...askedPairs(check, window.timeZone),
      ["Compared", said(`with ${compared}`)],
    ],
  };
  yield* notFreshBlocks(hosts, window, madeAt);
  for (const [index, host] of hosts.entries()) if (host.fresh) yield* hostBlocks(host, index, comparedWith !== null);
}

function noPostCheck(state: ReportWindow["state"]): Block {
  if (state === "planned") return { kind: "paragraph", words: [quiet("None yet: the work has not begun.")] };
  if (state === "cancelled") return { kind: "paragraph", words: [quiet("None: the window was cancelled.")] };
  return noCheck("No post-check was made", "nothing proves how the hosts are after the work.");
}

function* hostBlocks(host: Host, index: number, hasBefore: boolean): Generator<Block> {
  const { changes, opened, resolved, notCompared } = host;
  const id = `post-check-${index + 1}`;
  const title = !hasBefore ? "Nothing to compare with on " : changes.length === 0 ? "Nothing differs on " : "Not as it was on ";
  yield { kind: "heading", level: 3, id, words: [{ text: title }, { text: host.host }, { text: ` (${count(changes.length, "change")})` }] };
  if (host.scoreBefore !== null && host.scoreNow !== null)
    yield { kind: "paragraph", words: said(`Risk score ${host.scoreBefore} before, ${host.scoreNow} now.`) };
  if (changes.length > 0) yield changeTable(changes);
  yield* findings("Got worse", `${id}-opened`, opened, false);
  yield* findings("Got better", `${id}-resolved`, resolved, true);
  if (notCompared.length === 0) return;
  yield { kind: "heading", level: 4, id: `${id}-not-compared`, words: said(`Not compared (${notCompared.length})`) };
  const items = notCompared.map(({ words }): Words => [{ text: "Unknown", tone: "unknown" }, { text: " " }, ...prose(words)]);
  yield { kind: "list", ordered: false, items };
}

function changeTable(changes: Host["changes"]): Block {
  return {
    kind: "table",
    label: "What differs",
    columns: [
      { title: "About", weight: 0.9 },
      { title: "What differs", weight: 3.4 },
      { title: "The lines that tell it", weight: 4 },
    ],
    rows: changes.map(({ group, words, effect, lost, evidence }) => [
      said(group),
      [
        ...(lost ? [{ text: "Lost", tone: "high" as const }, { text: " " }] : []),
        ...prose(words),
        ...(effect === "in effect" ? [] : [quiet(`\n${effect}`)]),
      ],
      [...cites("before", evidence.before), ...cites("now", evidence.now)],
    ]),
  };
}

function cites(when: string, all: Host["changes"][number]["evidence"]["now"]): Piece[] {
  return all.flatMap(({ source, line, text }) => [quiet(`${when} `), code(`${source}:${line} ${text}`), { text: "\n" }]);
}

function* findings(title: string, id: string, all: Host["opened"], isGone: boolean): Generator<Block> {
  if (all.length === 0) return;
  yield { kind: "heading", level: 4, id, words: said(`${title} (${count(all.length, "finding")})`) };
  yield {
    kind: "list",
    ordered: false,
    items: all.map(({ severity, title: words, rule }) => [
      isGone ? { text: "Resolved", tone: "holds" } : { text: toneWords[severity], tone: severity },
      { text: " " },
      ...prose(words),
      { text: " " },
      code(rule),
    ]),
  };
}
