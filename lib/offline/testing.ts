import { posix } from "node:path";
import { HtmlValidate } from "html-validate";

const validator = new HtmlValidate({ extends: ["html-validate:standard"], rules: { "no-raw-characters": ["error", { relaxed: false }] } });

/** What a validator says of a page: nothing for one that is right. */
export async function complaintsOf(page: string): Promise<string[]> {
  const { results } = await validator.validateString(page);
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => `${line} ${ruleId} ${message}`));
}

/** Anchors of a page. */
export function anchorsIn(page: string): Set<string> {
  return new Set([...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id ?? ""));
}

/** Where the links of a page lead, as paths from the root of the folder, with the anchor apart; null for one that leads elsewhere. */
export function linksIn(page: string, path: string): ({ path: string; anchor: string | null } | null)[] {
  return [...page.matchAll(/ href="([^"]*)"/g)].map(([, href = ""]) => {
    const [to = "", anchor = null] = href.split("#");
    if (/^[a-z]+:|^\/|\\/i.test(href)) return null;
    const target = to === "" ? path : posix.normalize(posix.join(posix.dirname(path), to));
    return target.startsWith("..") ? null : { path: target, anchor };
  });
}

/** Everything in a page that loads, runs or sends something. */
export function dangersIn(page: string): string[] {
  return page.match(/<(script|link|iframe|img|object|embed|form|base|audio|video)\b|\s(src|srcset|action|on[a-z]+)=|url\(|@import/gi) ?? [];
}

/** Links of pages that lead to no file, or to no heading of it, each with its page. */
export function brokenLinks(files: ReadonlyMap<string, string>): string[] {
  const anchors = new Map([...files].map(([path, text]) => [path, path.endsWith(".html") ? anchorsIn(text) : new Set<string>()]));
  return [...files]
    .filter(([path]) => path.endsWith(".html"))
    .flatMap(([path, text]) =>
      linksIn(text, path).flatMap((link) => {
        if (link === null) return [`${path}: leads elsewhere`];
        const known = anchors.get(link.path);
        if (known === undefined) return [`${path}: there is no ${link.path}`];
        return link.anchor === null || known.has(link.anchor) ? [] : [`${path}: there is no #${link.anchor} in ${link.path}`];
      }),
    );
}
