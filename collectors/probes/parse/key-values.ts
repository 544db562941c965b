import { linesOf } from "./sections.ts";

/** A `KEY=value` line, with its line number from 0. */
export interface KeyValue {
  value: string;
  line: number;
}

/**
 * Assignments as a shell reads them in os-release(5), uevent and ifcfg files: one a line, # comments, quotes around the value taken
 * off. The last assignment of a key counts; the map keeps the order of the first ones. Nothing is expanded.
 */
export function keyValues(text: string): Map<string, KeyValue> {
  const found = new Map<string, KeyValue>();
  for (const [line, content] of linesOf(text).entries()) {
    const trimmed = content.trim();
    const at = trimmed.indexOf("=");
    const key = trimmed.slice(0, Math.max(at, 0));
    if (/^[A-Za-z_]\w*$/.test(key)) found.set(key, { value: unquoted(trimmed.slice(at + 1)), line });
  }
  return found;
}

/** A value without its quotes, or without the comment behind it. */
function unquoted(text: string): string {
  const quote = text[0];
  if (quote !== '"' && quote !== "'") return text.split(/\s#/, 1)[0]?.trim() ?? "";
  const end = text.indexOf(quote, 1);
  const inner = text.slice(1, end < 0 ? undefined : end);
  return quote === '"' ? inner.replace(/\\(["$`\\])/g, "$1") : inner;
}
