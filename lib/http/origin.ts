import { env } from "#lib/env.ts";

const loopbackNames = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Whether a request that changes something comes from our own pages: browsers always say where such a request was made. */
export function isOwnOrigin(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  const origin = hostOf(headers.get("origin"));
  return origin !== null && origin === hostAsked(headers);
}

/**
 * Whether the name by which we were asked is one of ours. A server on loopback answers to loopback names only: a foreign site whose
 * name was made to point here must not become "same origin".
 */
export function isOwnHost(headers: Headers): boolean {
  const { publicUrl, publicUrlIsSet, listensOnLoopback } = env();
  const asked = hostAsked(headers);
  if (asked === null) return false;
  if (publicUrlIsSet && asked === hostOf(publicUrl)) return true;
  return !listensOnLoopback || loopbackNames.has(asked.replace(/:\d+$/, ""));
}

function hostAsked(headers: Headers): string | null {
  return headers.get("host")?.toLowerCase() ?? null;
}

function hostOf(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  return new URL(url).host;
}
