/**
 * A shell pattern as a regular expression for a whole path: `*`, `?` and `[…]` never match a slash, and a leading dot
 * only where the pattern writes it, as in sh(1).
 */
export function globPattern(pattern: string): RegExp {
  const source = pattern.replace(/\[!?[^\]/]+\]|[\s\S]/g, (token, offset: number) => {
    const isFirst = offset === 0 || pattern.charAt(offset - 1) === "/";
    const noDot = isFirst ? "(?!\\.)" : "";
    if (token === "*") return `${noDot}[^/]*`;
    if (token === "?") return `${noDot}[^/]`;
    if (token.length > 1) return `${noDot}${token.replace(/^\[!/, "[^")}`;
    return token.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  });
  return new RegExp(`^${source}$`);
}

/** Whether a word is a pattern at all. */
export function isGlob(word: string): boolean {
  return /[*?[]/.test(word);
}
