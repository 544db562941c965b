import { count } from "#lib/format.ts";
import { postLooks, roleWords, windowStateWords } from "#lib/maintenance/words.ts";
import type { Report, ReportTone } from "#lib/reports/report/model.ts";
import type { ReportWindow } from "#lib/reports/report/window-model.ts";
import { type Block, code, prose, said, type Words } from "./block.ts";
import { checklistBlocks } from "./checklist.ts";
import { localMoment, localSpan } from "./local-times.ts";
import { postCheckBlocks } from "./post-check.ts";
import { preCheckBlocks } from "./pre-check.ts";
import { runbookBlocks } from "./runbooks.ts";
import { moment, quiet } from "./words.ts";

/** A maintenance window: what is planned, what its checks said, its checklist and its runbooks. */
export function* windowBlocks({ window, madeAt }: Report): Generator<Block> {
  if (window === null) return;
  yield* planBlocks(window);
  if (window.postCheck.status !== "none") yield* postCheckBlocks(window, madeAt);
  yield* preCheckBlocks(window, madeAt);
  yield* checklistBlocks(window);
  if (window.postCheck.status === "none") yield* postCheckBlocks(window, madeAt);
  yield* runbookBlocks(window);
}

function* planBlocks(window: ReportWindow): Generator<Block> {
  const { people, actions, note } = window;
  yield { kind: "heading", level: 2, id: "window", words: said("The window") };
  yield { kind: "pairs", pairs: [...timePairs(window), ...(note === null ? [] : [["Note", said(note)] as const])] };
  yield { kind: "heading", level: 3, id: "people", words: said("People") };
  if (people.length === 0) yield { kind: "paragraph", words: said("Nobody is named.") };
  else yield peopleTable(people);
  yield { kind: "heading", level: 3, id: "planned", words: said(`What is planned (${count(actions.length, "step")}, in this order)`) };
  yield { kind: "list", ordered: true, items: actions.map(actionWords) };
}

const stateTones: Partial<Record<ReportWindow["state"], ReportTone>> = { overrun: "critical" };

function timePairs({ state, startsAt, endsAt, timeZone, plannedBy, changedAt, closed, cancelledAt }: ReportWindow): [string, Words][] {
  const tone = stateTones[state];
  const local = localSpan(startsAt, endsAt, timeZone);
  const notKnown = [{ text: `the time zone ${timeZone} is not known here: see UTC`, tone: "unknown" as const }];
  return [
    ["State", [tone === undefined ? { text: windowStateWords[state], style: "strong" } : { text: windowStateWords[state], tone }]],
    ["Time", local === null ? notKnown : [{ text: local, style: "strong" }]],
    ["In UTC", said(`${moment(startsAt)} – ${moment(endsAt)}`)],
    ["Planned by", said(`${plannedBy}, last changed ${moment(changedAt)}`)],
    ...(cancelledAt === null ? [] : [["Cancelled", said(localMoment(cancelledAt, timeZone))] as [string, Words]]),
    ...(closed === null ? [] : [["Closed", closingWords(closed, timeZone)] as [string, Words]]),
  ];
}

/** The verdict it was closed with, by whom and when. */
function closingWords({ at, by, verdict }: NonNullable<ReportWindow["closed"]>, timeZone: string): Words {
  const look = verdict === null ? { words: "a verdict that this version does not know", tone: "unknown" as const } : postLooks[verdict];
  return [{ text: look.words, tone: look.tone }, { text: ` by ${by}, ${localMoment(at, timeZone)}` }];
}

function peopleTable(people: ReportWindow["people"]): Block {
  return {
    kind: "table",
    label: "People",
    columns: [
      { title: "Name", weight: 2 },
      { title: "Part", weight: 1.4 },
      { title: "Contact", weight: 3 },
    ],
    rows: people.map(({ name, role, contact }) => [
      [{ text: name, style: "strong" }],
      said(roleWords[role]),
      contact === null ? [quiet("not given")] : said(contact),
    ]),
  };
}

function actionWords({ words, host, subject, what, note }: ReportWindow["actions"][number]): Words {
  const seenFrom = what === "storage-change" && host !== null && subject !== null ? [quiet(", seen from "), code(host)] : [];
  return [...prose(words), ...seenFrom, ...(note === null ? [] : [quiet(`\n${note}`)])];
}
