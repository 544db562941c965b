import type { State } from "#lib/graph/model.ts";
import type { Rehearsal, Step } from "#lib/graph/rehearsal.ts";
import { type Alike, callingOf, isTold, toldSteps } from "#lib/graph/told.ts";
import { plainLine } from "#lib/plain-text.ts";
import { count, headed, type Page, type Style } from "./page.ts";
import { indent, labelled, labelWidth, maximumCharacters, shortened, shortList } from "./print-parts.ts";

const styleOf: Record<State, Style> = {
  down: "red",
  hung: "red",
  isolated: "red",
  unmanaged: "yellow",
  degraded: "yellow",
  unnoticed: "magenta",
};

/** A rehearsal for a person: what follows in its order, each with why and the lines that prove it; then what that leaves. */
export function printRehearsal(played: Rehearsal, given: readonly string[], lasting: ReadonlySet<string>, page: Page): string {
  const steps = played.steps.filter(isTold);
  const { survives, votes, manual, unnoticed, unknown, tryFirst } = played;
  const phase = (name: Step["phase"]) => steps.filter((step) => step.phase === name);
  const sections = [
    headed({ head: "If ", style: "bold", text: plainLine(given.join(", and "), maximumCharacters), textStyle: "bold" }, page),
    tryFirst === null ? "" : labelled("try first", [tryFirst], "green", page),
    printSteps("While it lasts:", phase("impact"), page),
    printSteps("Afterwards, what does not come back as it was:", phase("return"), page),
    [
      ...(survives.length === 0 ? [] : [labelled("stays up", [shortList(survives.map(({ name }) => name))], "green", page)]),
      ...(votes.length === 0 ? [] : [labelled("votes", votes.map(voteLine), "bold", page)]),
      ...(unnoticed.length === 0 ? [] : [labelled("nobody told", [unnoticedLine(unnoticed)], "magenta", page)]),
      ...(manual.length === 0 ? [] : [labelled("by hand", manualLines(manual), "bold", page)]),
      ...(unknown.length === 0 ? [] : [labelled("unknown", shortened(unknown), "magenta", page)]),
    ].join("\n"),
    summary(steps, lasting),
  ];
  return `${sections.filter((text) => text !== "").join("\n\n")}\n`;
}

function printSteps(title: string, steps: readonly Step[], page: Page): string {
  if (steps.length === 0) return "";
  return [title, ...toldSteps(steps).map((alike) => printAlike(alike, page))].join("\n");
}

function printAlike([first, ...others]: Alike, page: Page): string {
  const likewise = others.length === 0 ? "" : `; likewise ${shortList(others.map(callingOf))}`;
  const head = `${String(first.order).padStart(4)}  ${first.state.padEnd(labelWidth - 6)}  `;
  return [
    headed({ head, style: styleOf[first.state], text: `${plainLine(first.words, maximumCharacters)}${likewise}` }, page),
    ...details(first).map((line) => page.paint("gray", `${indent}${line}`)),
  ].join("\n");
}

const maximumCites = 2;

function details({ node, words, because, confidence }: Step): string[] {
  const { node: cause, rule, evidence } = because;
  const isNew = (name: string | undefined | null) => name !== undefined && name !== null && name !== node.name && !words.includes(name);
  const facts = [
    ...(isNew(node.host) ? [`on ${plainLine(node.host ?? "")}`] : []),
    ...(isNew(cause?.name) ? [`because of ${plainLine(cause?.name ?? "")}`] : []),
    ...(rule === null ? [] : [rule]),
    ...(confidence === "confirmed" ? [] : [confidence]),
  ];
  const cites = evidence.slice(0, maximumCites).map(({ source, line, text }) => `${plainLine(source)}:${line}  ${plainLine(text, 120)}`);
  const more = evidence.length - cites.length;
  return [...(facts.length > 0 ? [facts.join(" · ")] : []), ...cites, ...(more > 0 ? [`and ${count(more, "line")} more`] : [])];
}

function voteLine({ cluster, have, need }: Rehearsal["votes"][number]): string {
  return `${cluster}: ${have} of ${need} needed${have < need ? ", no quorum" : ""}`;
}

function unnoticedLine(unnoticed: readonly string[]): string {
  const more = unnoticed.length > 1 ? `, and of ${count(unnoticed.length - 1, "thing")} more` : "";
  return `of this, because no alert gets out any more: ${unnoticed[0] ?? ""}${more}`;
}

function manualLines(manual: Rehearsal["manual"]): string[] {
  const lines = manual.map(
    ({ node, action, wayIn }) => `${node.name}: ${action} (${wayIn === null ? "no way in is known" : `way in: ${wayIn}`})`,
  );
  return [...new Set(lines)].map((line, index) => `${index + 1}. ${line}`);
}

function summary(steps: readonly Step[], lasting: ReadonlySet<string>): string {
  const failed = new Set(steps.filter(({ because }) => because.need !== "given").map(({ node }) => node.id));
  if (failed.size === 0 && lasting.size === 0) return "Nothing else fails.";
  const failing = `${count(failed.size, "other thing")} ${failed.size === 1 ? "fails" : "fail"}`;
  if (lasting.size === 0) return `${failing}; all of it comes back by itself.`;
  return `${failing}; ${lasting.size} ${lasting.size === 1 ? "does" : "do"} not come back by ${lasting.size === 1 ? "itself" : "themselves"}.`;
}
