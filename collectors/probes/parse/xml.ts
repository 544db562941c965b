import { XMLParser } from "fast-xml-parser";
import type { Section } from "#collectors/probe.ts";
import type { Cite } from "#lib/facts/cite.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { linesOf } from "./sections.ts";

/** An element of a document that a host printed. */
export type Xml = Readonly<Record<string | symbol, unknown>>;

/** A document with what it takes to cite from it. */
export interface XmlDocument {
  root: Xml;
  /** Cites the line on which an element begins. */
  at(element: Xml | null): Cite;
}

/** libvirt nests less than ten deep. */
const maximumDepth = 40;
const attributesKey = "@";
// Its declared type is the object Symbol; what it returns is a plain one.
const metadataKey = XMLParser.getMetaDataSymbol() as unknown as symbol;
const parser = new XMLParser({
  ignoreAttributes: false,
  attributesGroupName: attributesKey,
  attributeNamePrefix: "",
  parseTagValue: false,
  // Entities are decoded below, the five of XML alone: a document cannot define any of its own.
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  captureMetaData: true,
  // Without it an element that holds only text is a bare string, whose place is lost.
  alwaysCreateTextNode: true,
  maxNestedTags: maximumDepth,
  isArray: (name) => name !== attributesKey,
});

/** Reads a document whose root element has this name. Throws where there is none, or where it brings a document type of its own. */
export function parseXml(section: Section, rootName: string): XmlDocument {
  const text = section.text.replaceAll("\r\n", "\n");
  if (text.includes("<!DOCTYPE")) throw new Error(`${section.source} has a document type, which libvirt never prints`);
  const [root] = children(elementOf(parser.parse(text)), rootName);
  if (!root) throw new Error(`${section.source} has no <${rootName}>`);
  const lines = linesOf(text);
  const starts = lineStarts(text);
  return {
    root,
    at: (element) => citeLine(section.source, lines, lineAt(starts, startOf(element ?? root))),
  };
}

/** The elements of this name right inside an element. */
export function children(element: Xml, name: string): Xml[] {
  const found = element[name];
  return Array.isArray(found) ? found.map(elementOf) : [];
}

/** The first element at the end of a path of names, null where there is none. */
export function child(element: Xml | null, ...path: readonly string[]): Xml | null {
  return path.reduce<Xml | null>((inside, name) => (inside && children(inside, name)[0]) ?? null, element);
}

/** The value of an attribute, null where the element or the attribute is not there. */
export function attribute(element: Xml | null, name: string): string | null {
  const value = element && elementOf(element[attributesKey])[name];
  return typeof value === "string" ? decodeEntities(value) : null;
}

/** The text inside an element, null where the element is not there. */
export function textOf(element: Xml | null): string | null {
  if (!element) return null;
  const text = element["#text"];
  return typeof text === "string" ? decodeEntities(text) : "";
}

function elementOf(value: unknown): Xml {
  return typeof value === "object" && value !== null ? (value as Xml) : {};
}

function startOf(element: Xml): number {
  const metadata = element[metadataKey];
  const start = typeof metadata === "object" && metadata !== null && "startIndex" in metadata ? metadata.startIndex : 0;
  return typeof start === "number" ? start : 0;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
  return starts;
}

/** Index of the line that holds this offset, by halving. */
function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,4}));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = Number.parseInt(hex ?? decimal ?? "", hex === undefined ? 10 : 16);
    return isCharacter(code) ? String.fromCodePoint(code) : whole;
  });
}

/** What XML allows as a character, so neither NUL nor half of a surrogate pair. */
function isCharacter(code: number): boolean {
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
}
