import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { scenarios } from "#lib/rules/rule.ts";
import { isTooDeep } from "#lib/yaml-depth.ts";
import { problemOf, type ReportProblem } from "./problems.ts";

export type { ReportProblem } from "./problems.ts";

/**
 * What a link of the chain was: what set it off; what had been waiting; what followed; what people made worse; or why nobody saw it.
 */
export const LinkKind = z.enum(["trigger", "latent", "consequence", "escalation", "blind-spot"]);
export type LinkKind = z.infer<typeof LinkKind>;

/** A report is read by people: whatever is longer than this was pasted by mistake. */
const line = z.string().trim().min(1).max(300);
const paragraph = z.string().trim().min(1).max(2000);

/** One link of the chain of failures, tied to the rules that would have shown it; to none where no host can show it. */
export const ChainLink = z.strictObject({
  step: line,
  text: paragraph,
  kind: LinkKind,
  /** A rule may not exist yet, or not any more. */
  rules: z
    .array(z.string().regex(/^[a-z0-9]+\/[a-z0-9-]+$/))
    .max(50)
    .default([]),
  /** The report does not know it, it supposes it. */
  supposed: z.boolean().default(false),
});
export type ChainLink = z.infer<typeof ChainLink>;

/** An id as it stands in addresses. */
export const PostmortemIdText = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** The front matter of an incident report. */
export const PostmortemHead = z.strictObject({
  id: PostmortemIdText,
  title: line,
  /** Day of the incident; left out where the report gives none. */
  date: z.iso.date().optional(),
  /** In words, since reports count from different moments. */
  duration: line.optional(),
  summary: paragraph,
  system: line,
  /** The report that it retells. */
  source: z.strictObject({ title: line, url: z.url({ protocol: /^https?$/ }).optional() }).optional(),
  scenarios: z.array(z.enum(scenarios)).min(1),
  chain: z.array(ChainLink).min(1).max(50),
  lessons: z.array(line).min(1).max(50),
});
export type PostmortemHead = z.infer<typeof PostmortemHead>;

/** An incident report: front matter, and a body in Markdown. */
export type Postmortem = PostmortemHead & { body: string };

/** What came of reading a report: the report, or everything that does not fit. */
export type CheckedPostmortem = { postmortem: Postmortem; problems: [] } | { postmortem: null; problems: ReportProblem[] };

/** Longest report; ours have some 4000 characters. */
export const maximumCharacters = 100_000;

/** Reads a report from its Markdown, and says of everything that does not fit where it stands and what to do. Never throws. */
export function checkPostmortem(markdown: string): CheckedPostmortem {
  if (markdown.length > maximumCharacters)
    return refused("report", `has ${markdown.length} characters: keep it below ${maximumCharacters}, and link what is longer`);
  const parts = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?\r?\n)---[ \t]*(?:\r?\n([\s\S]*))?$/.exec(markdown);
  if (parts === null) return refused("front matter", "is missing: begin the report with its fields between two lines of ---", 1);
  const lines = new LineCounter();
  if (isTooDeep(parts[1] ?? "")) return tooMuch();
  try {
    const document = parseDocument(parts[1] ?? "", { lineCounter: lines, prettyErrors: false });
    const [broken] = document.errors;
    if (broken !== undefined) return refused("front matter", `is no YAML: ${broken.message}`, lines.linePos(broken.pos[0]).line + 1);
    const head = PostmortemHead.safeParse(document.toJS({ maxAliasCount: 0 }));
    if (!head.success) return { postmortem: null, problems: head.error.issues.map((issue) => problemOf(issue, document, lines)) };
    return { postmortem: { ...head.data, body: (parts[2] ?? "").trim() }, problems: [] };
  } catch {
    return tooMuch();
  }
}

/** Reads a report from its Markdown. Throws an Error that names every field that does not fit, and what to do. */
export function parsePostmortem(markdown: string): Postmortem {
  const { postmortem, problems } = checkPostmortem(markdown);
  if (postmortem === null) throw new Error(problems.map(({ field, message }) => `${field} ${message}`).join("\n"));
  return postmortem;
}

function tooMuch(): CheckedPostmortem {
  return refused("front matter", "is more than a list of fields: write it without anchors and deep nesting");
}

function refused(field: string, message: string, at: number | null = null): CheckedPostmortem {
  return { postmortem: null, problems: [{ field, message, line: at }] };
}
