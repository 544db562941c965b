import { isIPv6 } from "node:net";
import { TransportError } from "./errors.ts";

/** A place to connect to, as somebody wrote it; null where they said nothing. */
export interface Target {
  host: string;
  user: string | null;
  port: number | null;
}

/**
 * Reads [user@]host[:port], [user@][v6]:port, a bare IPv6 address, or ssh://[user@]host[:port]. Throws TransportError `bad-target`.
 * A host or user that begins with "-" or holds blanks or control characters is refused.
 */
export function parseTarget(text: string): Target {
  const bare = text.startsWith("ssh://") ? text.slice(6).replace(/\/$/, "") : text;
  const at = bare.lastIndexOf("@");
  const user = at === -1 ? null : bare.slice(0, at);
  const place = bare.slice(at + 1);
  const { host, port } = splitPlace(place);
  // A user may be name@domain, but "user@@host" is a slip.
  if (!isWord(host) || (user !== null && (!isWord(user) || /^@|@$/.test(user)))) throw badTarget(text);
  if (port !== null && (port < 1 || port > 65_535)) throw badTarget(text);
  return { host: host.toLowerCase(), user: user !== null && text.startsWith("ssh://") ? decode(user, text) : user, port };
}

/** The comma-separated hops of ProxyJump or -J; "none" and an empty text are no hops. */
export function parseJumps(text: string): Target[] {
  const trimmed = text.trim();
  return trimmed === "" || trimmed.toLowerCase() === "none" ? [] : trimmed.split(",").map((hop) => parseTarget(hop.trim()));
}

/** How host keys are filed: "[address]:port", whatever the port. */
export function placeName(host: string, port: number): string {
  return `[${host.toLowerCase()}]:${port}`;
}

function splitPlace(place: string): { host: string; port: number | null } {
  if (isIPv6(place)) return { host: place, port: null };
  const bracketed = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(place);
  if (bracketed) return { host: bracketed[1] ?? "", port: bracketed[2] === undefined ? null : Number(bracketed[2]) };
  const plain = /^([^:[\]]*)(?::(\d{1,5}))?$/.exec(place);
  return { host: plain?.[1] ?? "", port: plain?.[2] === undefined ? null : Number(plain[2]) };
}

function isWord(word: string): boolean {
  return /^[^\s\p{Cc}\p{Cf}/-][^\s\p{Cc}\p{Cf}/]*$/u.test(word);
}

function decode(user: string, text: string): string {
  try {
    return decodeURIComponent(user.split(/[:;]/, 1)[0] ?? "");
  } catch {
    throw badTarget(text);
  }
}

function badTarget(text: string): TransportError {
  return new TransportError("bad-target", `"${text.slice(0, 100)}" names no host.`);
}
