import { type FactName, factNames, type Readings } from "#lib/facts/index.ts";
import { groupBy, listed } from "#lib/rules/shared/wording.ts";
import { type Change, changeGroups, type Drift, type NotCompared } from "./change.ts";
import { differencesOf } from "./differences.ts";
import type { Difference, Thing, Watch, World } from "./watch.ts";
import { watches } from "./watches/index.ts";
import { sentence, sentenceOf, textOf } from "./words.ts";

/** A change points to so many lines of each visit at most. */
const maximumCites = 6;

/** How much a change tells, beside what it says. */
interface Told {
  change: Change;
  weight: number;
  /** Id of the thing that came or went, and of the one that it is a part of. */
  passed: string | null;
  within: string | null;
  about: string;
}

/**
 * What differs between two visits of a host, by the identity of things: order, line numbers and what moves by itself count for nothing.
 * A fact that was not read at both visits is listed, and makes no change. Total: whatever the facts say, it answers.
 */
export function driftOf(before: Readings, now: Readings): Drift {
  const worlds = { before: worldOf(before), now: worldOf(now) };
  const compared = watchedFacts.map((fact) => {
    const unread = unreadOf(fact, before, now);
    if (unread !== null) return { told: [], notCompared: [unread] };
    // The very same object says the same: who knows that a fact is unchanged passes it on.
    if (before[fact] === now[fact]) return { told: [], notCompared: [] };
    const each = (watchesByFact.get(fact) ?? []).map((one) => compareWatch(one, { before, now }, worlds));
    return { told: each.flatMap(({ told }) => told), notCompared: each.flatMap(({ notCompared }) => notCompared) };
  });
  return {
    changes: byWeight(withoutEchoes(withoutParts(compared.flatMap(({ told }) => told)))),
    notCompared: compared.flatMap(({ notCompared }) => notCompared),
  };
}

/** What is known of a reading without its value. */
export type ReadingStates = { [Name in FactName]?: { status: "ok" | "absent" } | { status: "failed"; detail: string } };

/** What a comparison of two visits that read the very same would leave out: the facts that neither read. */
export function unreadFacts(states: ReadingStates): NotCompared[] {
  return watchedFacts.flatMap((fact) => unreadOf(fact, states, states) ?? []);
}

const watchesByFact: ReadonlyMap<FactName, Watch[]> = groupBy(watches, ({ fact }) => fact);
const watchedFacts = factNames.filter((name) => watchesByFact.has(name));

interface Both<T> {
  before: T;
  now: T;
}
interface Compared {
  told: Told[];
  notCompared: NotCompared[];
}

function worldOf(readings: Readings): World {
  const read = Object.entries(readings).flatMap(([name, reading]) => (reading?.status === "ok" ? [[name, reading.value]] : []));
  return Object.fromEntries(read) as World;
}

function unreadOf(fact: FactName, before: ReadingStates, now: ReadingStates): NotCompared | null {
  const [was, is] = [before[fact], now[fact]];
  const isUnread = (reading: ReadingStates[FactName]) => reading === undefined || reading.status === "failed";
  if (!isUnread(was) && !isUnread(is)) return null;
  const when = isUnread(was) ? (isUnread(is) ? "at either visit" : "before") : "now";
  const why = [is, was].find((reading) => reading?.status === "failed");
  return { fact, words: sentence(`could not be read ${when}${why?.status === "failed" ? `: ${why.detail}` : ""}`) };
}

function compareWatch(watch: Watch, readings: Both<Readings>, worlds: Both<World>): Compared {
  const [was, is] = [thingsOf(watch, worlds.before), thingsOf(watch, worlds.now)];
  if (was === null && is === null) return { told: [], notCompared: [] };
  if (was === null || is === null) {
    const words = `${watch.kind}: could not be read ${was === null ? "before" : "now"}`;
    return { told: [], notCompared: [{ fact: watch.fact, words }] };
  }
  const reason = absenceOf(readings.now[watch.fact]) ?? absenceOf(readings.before[watch.fact]);
  if (reason !== null) return { told: wholeFact(watch, { before: was, now: is }, reason), notCompared: [] };
  const { differences, halfKnown } = differencesOf(was, is, (key) => idOf(watch, key));
  const notCompared = [...halfKnown].map(([label, things]) => ({
    fact: watch.fact,
    words: sentence(`${watch.kind}: ${label} of ${things} known at one of the two visits only`),
  }));
  const kept = watch.comesAndGoes ? differences.filter(({ labels }) => labels.length > 0) : differences;
  return { told: kept.map((difference) => toldOf(watch, difference, worlds)), notCompared };
}

/** None where the fact is absent: nothing is there, and nothing is wrong. */
function thingsOf(watch: Watch, world: World): Thing[] | null {
  return world[watch.fact] === undefined ? [] : watch.things(world);
}

function absenceOf(reading: Readings[FactName]): string | null {
  return reading?.status === "absent" ? reading.reason : null;
}

const idOf = ({ fact, kind }: Watch, key: string) => `${fact}/${kind}/${key}`;

/** What came or went with the fact as a whole is one change, however many things it was. */
function wholeFact(watch: Watch, { before, now }: Both<Thing[]>, reason: string): Told[] {
  const things = [...before, ...now].filter(({ key }) => key !== null);
  if (things.length === 0 || watch.partOf !== undefined || watch.comesAndGoes) return [];
  const isGone = before.length > 0;
  const subject = sentence(listed(things.map(({ name }) => name)));
  const said = { [watch.kind]: textOf(things.map(({ name }) => name)) };
  const cites = citesOf(things.flatMap(({ at }) => at));
  const change: Change = {
    id: `${watch.fact}/${watch.kind}`,
    group: watch.group,
    fact: watch.fact,
    subject,
    what: isGone ? "removed" : "added",
    words: sentence(`${subject} ${things.length === 1 ? "is" : "are"} ${isGone ? `gone: ${reason}` : `new; before: ${reason}`}`),
    before: isGone ? said : null,
    now: isGone ? null : said,
    effect: "in effect",
    evidence: { before: isGone ? cites : [], now: isGone ? [] : cites },
  };
  return [{ change, weight: watch.weight ?? 2, passed: null, within: null, about: change.id }];
}

function toldOf(watch: Watch, difference: Difference, worlds: Both<World>): Told {
  const { id, before, now, labels } = difference;
  const { effect = "in effect" } = watch;
  const what = before === null ? "added" : now === null ? "removed" : "changed";
  const own = watch.words?.(difference, worlds.before, worlds.now) ?? null;
  const thing = now ?? before;
  const within = thing?.within;
  const change: Change = {
    id,
    group: watch.group,
    fact: watch.fact,
    subject: sentence(thing?.name ?? ""),
    what,
    words: own === null ? sentenceOf(difference) : sentence(own),
    before: saidOf(before, labels),
    now: saidOf(now, labels),
    effect: typeof effect === "function" ? effect(difference, worlds.now) : effect,
    evidence: { before: citesOf(before?.at ?? []), now: citesOf(now?.at ?? []) },
  };
  const isPart = watch.partOf !== undefined && within !== undefined;
  return {
    change,
    weight: watch.weight ?? 2,
    passed: what === "changed" ? null : id,
    within: isPart ? `${watch.fact}/${watch.partOf}/${within}` : null,
    about: thing === null ? id : (watch.about?.(thing) ?? id),
  };
}

function saidOf(thing: Thing | null, labels: readonly string[]): Change["before"] {
  if (thing === null) return null;
  const shown = Object.entries(thing.says).filter(
    ([label, value]) => value !== undefined && (labels.length === 0 || labels.includes(label)),
  );
  return Object.fromEntries(shown.map(([label, value]) => [label, textOf(value)]));
}

function citesOf(at: Thing["at"]): Change["evidence"]["now"] {
  const cites = at.flatMap((cite) => cite ?? []);
  const distinct = new Map(cites.map((cite) => [`${cite.source}:${cite.line}:${cite.text}`, cite]));
  return [...distinct.values()].slice(0, maximumCites);
}

/** Without what came or went only because the thing that it belongs to did. */
function withoutParts(told: readonly Told[]): Told[] {
  const passed = new Set(told.flatMap((one) => one.passed ?? []));
  return told.filter(({ passed: own, within }) => own === null || within === null || !passed.has(within));
}

/** Without what another fact tells better. */
function withoutEchoes(told: readonly Told[]): Told[] {
  const heaviest = new Map<string, Told>();
  for (const one of told) if (one.weight < (heaviest.get(one.about)?.weight ?? Number.POSITIVE_INFINITY)) heaviest.set(one.about, one);
  return [...heaviest.values()];
}

function byWeight(told: readonly Told[]): Change[] {
  const rank = ({ change, weight }: Told) => weight * changeGroups.length + changeGroups.indexOf(change.group);
  const sorted = [...told].sort(
    (one, other) =>
      rank(one) - rank(other) || compareText(one.change.subject, other.change.subject) || compareText(one.change.id, other.change.id),
  );
  return sorted.map(({ change }) => change);
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
