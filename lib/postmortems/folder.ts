import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { postmortemIds } from "./ids.ts";
import { checkPostmortem, maximumCharacters, type Postmortem } from "./schema.ts";

/** What came of a folder of reports: those that fit, and a sentence for each file that does not. */
export interface PostmortemFolder {
  reports: Postmortem[];
  problems: { file: string; message: string }[];
}

const nothing: PostmortemFolder = { reports: [], problems: [] };
const maximumFiles = 500;

/** Reads the Markdown files of a folder, in the order of their names. Never throws: what cannot be read is said, file by file. */
export function readPostmortemFolder(folder: string | null): PostmortemFolder {
  if (folder === null) return nothing;
  try {
    const files = readdirSync(folder)
      .filter((file) => file.endsWith(".md"))
      .toSorted();
    if (files.length <= maximumFiles) return readFiles(folder, files);
    return { ...nothing, problems: [{ file: folder, message: `holds ${files.length} reports: keep it below ${maximumFiles}` }] };
  } catch (error) {
    return { ...nothing, problems: [{ file: folder, message: `cannot be read: ${sentenceOf(error)}` }] };
  }
}

function readFiles(folder: string, files: readonly string[]): PostmortemFolder {
  const taken = new Map<string, string>(postmortemIds.map((id) => [id, "an incident that ships with Bulkhead"]));
  const found: PostmortemFolder = { reports: [], problems: [] };
  for (const file of files) {
    const refuse = (message: string) => found.problems.push({ file, message });
    const text = readReport(join(folder, file));
    if (text.markdown === null) {
      refuse(text.message);
      continue;
    }
    const { postmortem, problems } = checkPostmortem(text.markdown);
    if (postmortem === null) {
      for (const { field, message, line } of problems) refuse(`${line === null ? "" : `line ${line}: `}${field} ${message}`);
    } else if (taken.has(postmortem.id)) {
      refuse(`id is that of ${taken.get(postmortem.id)}: choose another one`);
    } else {
      taken.set(postmortem.id, file);
      found.reports.push(postmortem);
    }
  }
  return found;
}

function readReport(path: string): { markdown: string } | { markdown: null; message: string } {
  try {
    const state = statSync(path);
    // A pipe or a device would never end.
    if (!state.isFile()) return { markdown: null, message: "cannot be read: it is no plain file" };
    // A character may take four bytes.
    if (state.size > maximumCharacters * 4) return { markdown: null, message: `is larger than ${maximumCharacters} characters` };
    return { markdown: readFileSync(path, "utf8") };
  } catch (error) {
    return { markdown: null, message: `cannot be read: ${sentenceOf(error)}` };
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
