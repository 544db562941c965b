import { count, list } from "#lib/format.ts";
import { toneWords } from "#lib/reports/report/document/words.ts";
import type { TopologyHost, TopologyThing, TopologyTie } from "#lib/reports/report/topology-model.ts";
import type { Item, ItemTie } from "./layers.ts";
import { nameOf, type TopologyIndex } from "./topology-index.ts";
import { faultWords, guestWords, kindWords, lossWords, machinesElsewhere, shortName, unreadWords, whenWords } from "./topology-words.ts";

/** A host with what matters of it beside others. */
export function hostItem(index: TopologyIndex, host: TopologyHost): Item {
  const unread = unreadWords(host);
  const faults = faultWords(index.from(host.id));
  const elsewhere = machinesElsewhere(host);
  const votes = host.votes.find(({ name }) => name === "votes");
  const beside = [...(host.read ? [guestWords(host.guests)] : []), ...(votes === undefined ? [] : [count(Number(votes.words), "vote")])];
  return {
    id: host.id,
    kind: "host",
    name: host.name,
    rows: [
      ...(beside.length === 0 ? [] : [{ text: beside.join(" · ") }]),
      ...(unread === null ? [] : [{ text: unread, tone: "unknown" as const }]),
      ...(faults === null ? [] : [faults]),
      ...(elsewhere === 0 ? [] : [{ text: `takes ${count(elsewhere, "machine")} elsewhere`, isStrong: true }]),
    ],
    ...(host.read ? (elsewhere > 0 ? { look: "heavy" as const } : {}) : { look: "dashed" as const }),
  };
}

/** What hosts hang on, by the ties of a picture that lead to it; `isLast` where what it needs in turn is not drawn. */
export function thingItem(index: TopologyIndex, thing: TopologyThing, ties: readonly TopologyTie[], isLast: boolean): Item {
  const loss = lossWords(thing);
  const needs = !isLast
    ? []
    : index
        .from(thing.id)
        .map(({ to }) => to)
        .filter((to) => index.thing(to) !== undefined);
  const when = whenWords(ties.flatMap((tie) => tie.when));
  const faults = faultWords(ties);
  return {
    id: thing.id,
    kind: kindWords[thing.kind],
    name: shortName(thing),
    rows: [
      ...(thing.host === null || thing.kind === "host" ? [] : [{ text: `on ${thing.host}` }]),
      ...(thing.running ? [] : [{ text: "not running" }]),
      ...(when === "" ? [] : [{ text: when }]),
      ...(needs.length === 0
        ? []
        : [
            {
              text: `needs ${list(
                needs.map((id) => nameOf(index, id, kindWords)),
                4,
              )}`,
              isTie: true,
            },
          ]),
      ...(faults === null ? [] : [faults]),
      ...(loss === null ? [] : [{ text: loss, isStrong: true }]),
    ],
    ...(loss === null ? {} : { look: "heavy" as const }),
  };
}

/** A line of a picture: thick where it is a fault, broken where nobody could read whether it is so. */
export function lineOf({ from, to, severity, unknown }: TopologyTie): ItemTie {
  if (severity !== null) return { from, to, tone: severity, look: "heavy" };
  return unknown ? { from, to, tone: "unknown", look: "dashed" } : { from, to };
}

/** An item in words: "kvm-01 (host): 8 guests, High: 2 faults; needs storage nas (to boot), DNS 10.0.0.1". */
export function itemWords(index: TopologyIndex, { id, name, kind, rows }: Item): string {
  const needs = index.from(id).map((tie) => {
    const when = whenWords(tie.when);
    const what = tie.severity === null ? (tie.unknown ? ["not read whether it is so"] : []) : [toneWords[tie.severity], ...tie.words];
    const notes = [when, ...what].filter((each) => each !== "");
    return `${nameOf(index, tie.to, kindWords)}${notes.length === 0 ? "" : ` (${notes.join("; ")})`}`;
  });
  const said = rows.flatMap(({ text, isTie }) => (isTie === true ? [] : [text])).join(", ");
  return `${name} (${kind})${said === "" ? "" : `: ${said}`}${needs.length === 0 ? "" : `; needs ${needs.join(", ")}`}`;
}
