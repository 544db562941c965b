import { plainLine } from "#lib/plain-text.ts";
import { listed } from "#lib/rules/shared/wording.ts";
import type { Difference, Thing, Value } from "./watch.ts";

const maximumSentence = 300;
/** Longest value inside a sentence, and in the table beside it. */
const maximumInSentence = 80;
const maximumInTable = 300;
/** Labels that are told of something that came or went. */
const toldLabels = 3;
/** Lists up to so many characters are told whole. */
const shortList = 48;

/** "mount /mnt/a is new (type nfs4, from nas:/a)", "uplink eno8 of br-mgmt: PVID 100 → 1". One line, whatever the host said. */
export function sentenceOf(difference: Difference): string {
  const { before, now, labels } = difference;
  if (before === null && now !== null) return sentence(`${now.name} is new${inBrackets(briefOf(now))}`);
  if (now === null && before !== null) return sentence(`${before.name} is gone${inBrackets(briefOf(before))}`);
  const told = labels.map((label) => movedWords(label, before?.says[label], now?.says[label]));
  return sentence(`${now?.name}: ${listed(told, 6)}`);
}

/** A sentence as one line of plain text that is not too long. */
export function sentence(words: string): string {
  return plainLine(words, maximumSentence);
}

/** A value in words for the table. */
export function textOf(value: Value, maximumCharacters = maximumInTable): string {
  if (value === undefined) return "not known";
  if (value === null || value === "") return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value !== "object") return plainLine(String(value), maximumCharacters);
  return value.length === 0 ? "none" : plainLine([...new Set(value)].sort().join(", "), maximumCharacters);
}

/** The first things that it says of itself, without those that it does not have. */
export function briefOf({ says }: Thing): string {
  const told = Object.entries(says).filter(([, value]) => !isNothing(value));
  return told
    .slice(0, toldLabels)
    .map(([label, value]) => (value === true ? label : `${label} ${textOf(value, maximumInSentence)}`))
    .join(", ");
}

function isNothing(value: Value): boolean {
  return value === undefined || value === null || value === false || value === "" || (typeof value === "object" && value.length === 0);
}

function inBrackets(words: string): string {
  return words === "" ? "" : ` (${words})`;
}

function movedWords(label: string, before: Value, now: Value): string {
  const [was, is] = [textOf(before, maximumInSentence), textOf(now, maximumInSentence)];
  if (!isList(before) || !isList(now) || was.length + is.length <= shortList) return `${label} ${was} → ${is}`;
  const gained = now.filter((item) => !before.includes(item));
  const lost = before.filter((item) => !now.includes(item));
  return [
    ...(gained.length > 0 ? [`${label} gained ${listed(gained)}`] : []),
    ...(lost.length > 0 ? [`${label} lost ${listed(lost)}`] : []),
  ].join(", ");
}

function isList(value: Value): value is readonly string[] {
  return typeof value === "object" && value !== null;
}
