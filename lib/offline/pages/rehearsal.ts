import { count, list } from "#lib/format.ts";
import type { Headline } from "#lib/graph/headline.ts";
import type { Rehearsal, Step } from "#lib/graph/rehearsal.ts";
import { stateWords } from "#lib/graph/state-words.ts";
import { type Alike, callingOf, toldSteps } from "#lib/graph/told.ts";
import type { Entry } from "#lib/offline/contents.ts";
import { bullets, heading, type Part, paragraph, type Steps, table } from "#lib/offline/kit.ts";
import { type Page, start } from "#lib/offline/page.ts";
import { code, type Piece, prose, said, type Words } from "#lib/reports/report/document/block.ts";
import { excerpts } from "#lib/reports/report/document/excerpts.ts";
import { quiet, toneWords } from "#lib/reports/report/document/words.ts";
import { uniqueBy } from "#lib/rules/shared/wording.ts";

/** A rehearsal as it was played; all of it is plain text. */
export interface Played {
  /** What happens, in words. */
  given: string;
  headline: Headline;
  rehearsal: Rehearsal;
  /** What does not come back by itself, by id. */
  lasting: ReadonlySet<string>;
}

/** A chain is read by people: beyond so many rows the page says how many more there are. */
const maximumRows = 400;
/** Lines that prove one step. */
const maximumCites = 4;

/** A rehearsal from its headline to what nobody knows. */
export function rehearsalPage(played: Played, over: Pick<Page, "path" | "trail" | "tabs">): Page {
  return { title: `If: ${played.given}`, ...over, parts: rehearsalParts(played) };
}

function* rehearsalParts({ headline, rehearsal, lasting }: Played): Generator<Part> {
  yield* headlineParts(headline);
  yield heading("chain", "What follows");
  yield* chainParts(rehearsal.steps, lasting);
  yield heading("by-hand", "By hand");
  yield* manualParts(rehearsal.manual);
  yield heading("stands", "What still stands");
  yield* standingParts(rehearsal);
  yield heading("not-known", "What is not known");
  if (rehearsal.unknown.length === 0) yield paragraph("Nothing that would change this answer is missing.");
  else yield bullets(rehearsal.unknown);
}

/** The answer in a sentence, and what is next. */
export function* headlineParts({ tone, sentence, next }: Headline): Generator<Part> {
  const worst =
    tone === "holds"
      ? [{ text: sentence, tone: "holds" as const }]
      : [
          { text: toneWords[tone], tone },
          { text: `: ${sentence}`, style: "strong" as const },
        ];
  yield { kind: "paragraph", words: worst };
  if (next !== null) yield { kind: "paragraph", words: prose(next) };
}

function* chainParts(steps: readonly Step[], lasting: ReadonlySet<string>): Generator<Part> {
  const told = toldSteps(steps);
  const [first] = told;
  if (first === undefined) {
    yield paragraph("Nothing else follows, as far as hosts could be read.");
    return;
  }
  yield { kind: "steps", items: told.slice(0, maximumRows).map((alike) => stepItem(alike, lasting)) };
  if (told.length > maximumRows)
    yield paragraph({
      text: `${told.length - maximumRows} further rows are left out here: \`bulkhead rehearse --fleet\` tells them all.`,
      tone: "unknown",
    });
}

/** What follows at the same time has the same number. */
function stepItem([step, ...others]: Alike, lasting: ReadonlySet<string>): Steps["items"][number] {
  const { order, words, because, confidence } = step;
  const likewise = others.length === 0 ? [] : [paragraph(quiet(`likewise ${list(others.map(callingOf), 12)}`))];
  const reasons: Piece[] = [
    ...stateWordsOf(step, lasting),
    ...(because.rule === null ? [] : [{ text: ", " }, code(because.rule)]),
    ...(confidence === "confirmed" ? [] : [quiet(`, ${confidence}`)]),
  ];
  const parts = [paragraph(...prose(words)), ...likewise, paragraph(...reasons), ...excerpts(because.evidence.slice(0, maximumCites))];
  return { number: order, parts };
}

function stateWordsOf({ phase, node, state, because }: Step, lasting: ReadonlySet<string>): Piece[] {
  if (because.need === "given") return [{ text: "given", tone: "info" }];
  if (state === "degraded" || state === "unnoticed") return [{ text: stateWords[state], tone: "medium" }];
  const stays = phase === "return" || lasting.has(node.id);
  return [{ text: `${stateWords[state]}${stays ? ", and stays so" : ""}`, tone: stays ? "critical" : "high" }];
}

function* manualParts(manual: Rehearsal["manual"]): Generator<Part> {
  const actions = uniqueBy(manual, ({ node, action }) => `${node.id} ${action}`);
  if (actions.length === 0) yield paragraph("Nothing has to be done by hand, as far as it is known.");
  else
    yield bullets(
      actions.map(({ node, action, wayIn }) => [
        { text: node.name, style: "strong" as const },
        { text: ": " },
        ...prose(action),
        { text: "\n" },
        ...(wayIn === null ? [{ text: "no way in is known", tone: "critical" as const }] : [quiet(`way in: ${wayIn}`)]),
      ]),
      true,
    );
}

function* standingParts({ survives, votes, unnoticed }: Rehearsal): Generator<Part> {
  const machines = survives.filter(({ kind }) => kind === "host" || kind === "guest").map(({ name }) => name);
  const rest = survives.filter(({ kind }) => kind !== "host" && kind !== "guest" && kind !== "alert-path").map(({ name }) => name);
  yield {
    kind: "pairs",
    pairs: [
      ["Machines", said(machines.length === 0 ? "none that could have been hit" : list(machines, 24))],
      ["Services", said(rest.length === 0 ? "none that could have been hit" : list(rest, 24))],
      ...votes.map(
        ({ cluster, have, need }) =>
          [
            `Votes of ${cluster}`,
            have < need ? [{ text: `${have}, ${need} needed`, tone: "critical" as const }] : said(`${have}, ${need} needed`),
          ] as const,
      ),
      [
        "Told to nobody",
        unnoticed.length === 0
          ? said("nothing: a way of an alert is left, or none is needed")
          : [{ text: count(unnoticed.length, "thing"), tone: "high" }, { text: `: ${list(unnoticed, 6)}` }],
      ],
    ],
  };
}

/** All rehearsals: the reboot of each host, and what takes most with it. */
export function rehearsalsPage(
  events: readonly (Entry & { headline: Headline })[],
  reboots: readonly (Entry & { headline: Headline })[],
): Page {
  const row = (name: string, path: string, { tone, sentence }: Headline): Words[] => [
    [{ text: name, href: path }],
    [{ text: toneWords[tone], tone }],
    said(sentence),
  ];
  const columns = [
    ["If", 2],
    ["State", 1],
    ["What follows", 6],
  ] as const;
  const parts = [
    paragraph(
      "Played on what the hosts told last; nothing was touched. ",
      { text: "The order after a power loss", href: "cold-start.html" },
      " has a page of its own.",
    ),
    heading("events", "What takes most with it"),
    events.length === 0
      ? paragraph("Nothing is known that others need.")
      : table(
          "What takes most with it",
          columns,
          events.map(({ name, path, headline }) => row(name, path, headline)),
        ),
    heading("reboots", "The reboot of each host"),
    reboots.length === 0
      ? paragraph("There is no host yet.")
      : table(
          "The reboot of each host",
          columns,
          reboots.map(({ name, path, headline }) => row(name, path, headline)),
        ),
  ];
  return { path: "rehearsals.html", title: "Rehearsals", trail: [start], parts };
}
