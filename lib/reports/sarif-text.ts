import { plainText } from "#lib/plain-text.ts";

/**
 * Plain text of a SARIF message (3.11): single braces would be placeholders, so they are doubled, and `[words](address)` would be a link,
 * so a blank goes between the two. Line ends of a host are kept, control characters are not.
 */
export function messageText(text: string): string {
  return plainText(text.replaceAll("\r\n", "\n"))
    .replace(/[{}]/g, (brace) => brace + brace)
    .replaceAll("](", "] (");
}

/** Our own prose as Markdown: what stands in backticks stays, everything else that Markdown would read as its own is escaped. */
export function markdownProse(text: string): string {
  return messageText(text)
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[\\`*_[\]<>#|~]/g, "\\$&")))
    .join("");
}

/** A command on lines of its own, fenced by more backticks than it has. */
export function markdownCode(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}sh\n${messageText(text)}\n${fence}`;
}
