import { type Document, isNode, type LineCounter } from "yaml";
import type { z } from "zod";

/** Something in a report that does not fit: where, and what is wrong with what to do about it. */
export interface ReportProblem {
  /** As the writer sees it: "title", "chain[2].kind". */
  field: string;
  /** Goes on after the field: "is missing: …". */
  message: string;
  /** Line of the Markdown, counted from 1; null where it stands nowhere. */
  line: number | null;
}

/** What to write into a field, by its name. */
const advice: Readonly<Record<string, string>> = {
  id: "write lower-case letters, digits and hyphens, such as nas-outage-2026; it becomes the address",
  title: "write one line that names the incident",
  date: "write the day as 2026-04-13, or leave the field out",
  duration: "write it in words, such as about 2 hours, or leave the field out",
  summary: "write what happened in one or two sentences",
  system: "write one line about what was running",
  source: "write its title and, if there is one, its url, or leave the field out",
  url: "write an address that begins with https://, or leave the field out",
  scenarios: "write a list of at least one, such as [reboot, nas-loss]",
  chain: "write a list of links, each with step, text, kind and rules",
  step: "write what this link was, in a few words",
  text: "write one or two sentences about it",
  kind: "write what it was in the chain",
  rules: "write ids as on the Rules page in a list, such as [storage/nfs-fstab-no-nofail], or leave the field out",
  supposed: "write true or false, or leave the field out",
  lessons: "write a list of at least one sentence",
};

/** What does not fit, in words. The line is that of the field, or of what should hold it. */
export function problemOf(issue: z.core.$ZodIssue, document: Document, lines: LineCounter): ReportProblem {
  const [unknown] = issue.code === "unrecognized_keys" ? issue.keys : [];
  const path = unknown === undefined ? issue.path : [...issue.path, unknown];
  const name = path.findLast((part) => typeof part === "string") ?? "";
  const isMissing = issue.path.length > 0 && document.getIn(issue.path) == null;
  return { field: fieldName(path), message: `${wrong(issue, isMissing)}: ${toDo(issue, name)}`, line: lineOf(path, document, lines) };
}

function fieldName(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "front matter";
  return path
    .map((part) => (typeof part === "number" ? `[${part + 1}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./, "");
}

function wrong(issue: z.core.$ZodIssue, isMissing: boolean): string {
  if (isMissing) return "is missing";
  switch (issue.code) {
    case "invalid_type":
      return `is not a ${kindOf(issue.expected)}`;
    case "unrecognized_keys":
      return "is not a field of a report";
    case "too_small":
      return "is empty";
    case "too_big":
      return `is longer than ${issue.maximum}`;
    case "invalid_value":
      return "is none of the known words";
    default:
      return "does not fit";
  }
}

function toDo(issue: z.core.$ZodIssue, name: string): string {
  if (issue.code === "unrecognized_keys") return "remove it, or move it into the text";
  if (issue.code === "invalid_value") return `write one of ${issue.values.map(String).join(", ")}`;
  return advice[name] ?? "write the fields of a report, as in the example";
}

function kindOf(expected: string): string {
  return { string: "text", array: "list", object: "group of fields", boolean: "yes or no (true, false)" }[expected] ?? expected;
}

function lineOf(path: readonly PropertyKey[], document: Document, lines: LineCounter): number | null {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range != null) return lines.linePos(node.range[0]).line + 1;
  }
  return null;
}
