import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { scenarios } from "#lib/rules/rule.ts";

/**
 * What a link of the chain was: what set it off; what had been waiting; what followed; what people made worse; or why nobody saw it.
 */
export const LinkKind = z.enum(["trigger", "latent", "consequence", "escalation", "blind-spot"]);
export type LinkKind = z.infer<typeof LinkKind>;

/** One link of the chain of failures, tied to the rules that would have shown it. */
export const ChainLink = z.strictObject({
  step: z.string().min(1),
  text: z.string().min(1),
  kind: LinkKind,
  /** Ids as in the rule catalogue; a rule may not exist yet. */
  rules: z.array(z.string().regex(/^[a-z0-9]+\/[a-z0-9-]+$/)).min(1),
  /** The report does not know it, it supposes it. */
  supposed: z.boolean().default(false),
});
export type ChainLink = z.infer<typeof ChainLink>;

/** The front matter of an incident report. */
export const PostmortemHead = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  title: z.string().min(1),
  /** Day of the incident; left out where the report gives none. */
  date: z.iso.date().optional(),
  /** In words, since reports count from different moments. */
  duration: z.string().min(1).optional(),
  summary: z.string().min(1),
  system: z.string().min(1),
  /** The public report that it retells. */
  source: z.strictObject({ title: z.string().min(1), url: z.url({ protocol: /^https?$/ }).optional() }).optional(),
  scenarios: z.array(z.enum(scenarios)).min(1),
  chain: z.array(ChainLink).min(1),
  lessons: z.array(z.string().min(1)).min(1),
});
export type PostmortemHead = z.infer<typeof PostmortemHead>;

/** An incident report: front matter, and a body in Markdown. */
export type Postmortem = PostmortemHead & { body: string };

/** Reads a report from its Markdown. Throws an Error that names the first thing that does not fit. */
export function parsePostmortem(markdown: string): Postmortem {
  const parts = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(markdown);
  if (parts === null) throw new Error("the report does not begin with front matter between two lines of ---");
  const head = PostmortemHead.safeParse(parseYaml(parts[1] ?? "", { maxAliasCount: 0 }));
  if (!head.success) throw new Error(z.prettifyError(head.error));
  return { ...head.data, body: (parts[2] ?? "").trim() };
}
