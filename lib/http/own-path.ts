/** The request header in which proxy.ts tells pages their own address: Next does not. */
export const askedPathHeader = "x-bulkhead-asked-path";

/**
 * A path of our own pages, to go to after a sign-in; "/" for anything else. A text that a browser would take for another site
 * ("//elsewhere", "/\\elsewhere", or one with control characters, which it would drop) is never followed.
 */
export function ownPath(asked: string | null | undefined): string {
  if (!asked?.startsWith("/") || /^\/[/\\]|\p{Cc}/u.test(asked) || asked.length > 2000) return "/";
  return asked.startsWith("/api/") ? "/" : asked;
}
