import { isNode, LineCounter, parseAllDocuments } from "yaml";
import type { z } from "zod";
import { NotReadable } from "#collectors/probe.ts";
import type { Cite } from "#lib/facts/cite.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { isTooDeep } from "#lib/yaml-depth.ts";
import { linesOf } from "./sections.ts";

/** Longest text that is parsed, in characters. */
const maximumCharacters = 256 * 1024;

/** A text of YAML and where it came from. */
export interface YamlText {
  source: string;
  text: string;
}

/** A parsed document that can point at the line of each of its parts. */
export interface YamlDocument {
  value: unknown;
  /** Cites the line where the part at this path begins; the first line where there is none. */
  at(path: readonly (string | number)[]): Cite;
}

/** A value in the shape that it must have; the error names the file and the place, as a person would look for it. */
export function shaped<T extends z.ZodType>(schema: T, value: unknown, source: string): z.infer<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Error(`${source}: ${issue?.path.join(".") || "the whole"}: ${issue?.message ?? "not as expected"}`);
}

/** The first document of a YAML text. Throws where it is none, or too long. */
export function readYaml({ source, text }: YamlText): YamlDocument {
  if (text.length > maximumCharacters) throw new NotReadable("oversized", `${source} is longer than ${maximumCharacters} characters`);
  if (isTooDeep(text)) throw new Error(`${source} nests deeper than a file that a person wrote`);
  const counter = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: counter });
  const document = Array.isArray(documents) ? documents[0] : undefined;
  const error = document?.errors[0];
  if (error) throw new Error(`${source}: ${error.message.split("\n", 1)[0]}`);
  const lines = linesOf(text);
  return {
    value: document?.toJS() ?? null,
    at(path) {
      const node = document?.getIn(path, true);
      const offset = isNode(node) ? node.range?.[0] : undefined;
      return citeLine(source, lines, offset === undefined ? 0 : counter.linePos(offset).line - 1);
    },
  };
}
