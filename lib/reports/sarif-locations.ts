import type { Cite } from "#lib/facts/cite.ts";
import { plainLine, plainText } from "#lib/plain-text.ts";
import type { SarifLocation } from "./sarif-log.ts";
import { messageText } from "./sarif-text.ts";

/** Whom results are about: a host, or all of a run together. */
export interface Place {
  name: string;
  kind: "host" | "fleet";
}

/** Longest part of an address: as long as a file name may be. */
const maximumSegmentCharacters = 255;

/**
 * Where a finding is: the first file that proves it, else the first output of a command, else the host itself. Views of code need a file
 * for every result, so a host is a folder of its name, and what a command printed is a file of the command's name below `output`.
 */
export function locationsOf(
  place: Place,
  subject: string | null,
  evidence: readonly Cite[],
): { main: SarifLocation; related: SarifLocation[] } {
  const first = evidence.find(isFile) ?? evidence[0];
  const logicalLocations = logicalOf(place, subject);
  const main = first === undefined ? { physicalLocation: { artifactLocation: artifact(folderOf(place)) } } : citeLocation(place, first);
  const related = evidence
    .filter((cite) => cite !== first)
    .map((cite) => ({ message: { text: messageText(citeText(cite)) }, ...citeLocation(place, cite) }));
  return { main: { ...main, logicalLocations }, related: distinct(related) };
}

function logicalOf({ name, kind }: Place, subject: string | null): NonNullable<SarifLocation["logicalLocations"]> {
  const host = plainLine(name);
  const own = { name: host, fullyQualifiedName: host, kind };
  if (subject === null) return [own];
  const thing = plainLine(subject);
  return [own, { name: thing, fullyQualifiedName: `${host}/${thing}`, kind: "subject" }];
}

function citeLocation(place: Place, { source, line, text }: Cite): SarifLocation {
  const path = isFile({ source }) ? source.split("/").filter((segment) => segment !== "") : ["output", source];
  const artifactLocation = artifact([...folderOf(place), ...path]);
  return { physicalLocation: { artifactLocation, region: { startLine: line, snippet: { text: plainText(text) } } } };
}

function citeText({ source, line }: Cite): string {
  return `${plainLine(source)}, line ${line}`;
}

function isFile({ source }: Pick<Cite, "source">): boolean {
  return source.startsWith("/");
}

function folderOf({ name, kind }: Place): string[] {
  return kind === "fleet" ? ["fleet"] : ["hosts", name];
}

function artifact(segments: readonly string[]): SarifLocation["physicalLocation"]["artifactLocation"] {
  return { uri: segments.map(uriSegment).join("/"), uriBaseId: "%SRCROOT%" };
}

/** One part of a path that stays one, whatever a host wrote into it. */
function uriSegment(text: string): string {
  const name = plainLine(text, maximumSegmentCharacters);
  return /^\.{0,2}$/.test(name) ? "_" : encodeURIComponent(name);
}

function distinct(locations: readonly SarifLocation[]): SarifLocation[] {
  return [...new Map(locations.map((location) => [JSON.stringify(location), location])).values()];
}
