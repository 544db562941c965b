/**
 * Whether a path matches a shell pattern with * and ?, neither of which matches a slash. Takes at most pattern × path steps,
 * whatever a host writes into its pattern.
 */
export function matchesGlob(pattern: string, path: string): boolean {
  let at = 0;
  let star = -1;
  let retry = 0;
  let index = 0;
  while (index < path.length) {
    const wanted = pattern[at];
    if (wanted === "*") {
      star = at;
      at += 1;
      retry = index;
    } else if (wanted === path[index] || (wanted === "?" && path[index] !== "/")) {
      at += 1;
      index += 1;
    } else if (star >= 0 && path[retry] !== "/") {
      retry += 1;
      index = retry;
      at = star + 1;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}
