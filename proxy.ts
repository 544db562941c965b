import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { env } from "#lib/env.ts";
import { contentSecurityPolicy } from "#lib/http/content-security-policy.ts";
import { isOwnHost } from "#lib/http/origin.ts";
import { askedPathHeader } from "#lib/http/own-path.ts";

/** Every page gets a policy with a nonce of its own; Next puts the nonce on its scripts. Nothing is served under a foreign name. */
export function proxy(request: NextRequest): NextResponse {
  if (!isOwnHost(request.headers)) {
    return new NextResponse("Bulkhead does not answer to this name: set BULKHEAD_URL to the address that you use.\n", { status: 421 });
  }
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce, env().development);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  headers.delete("x-bulkhead-client-address");
  headers.set(askedPathHeader, request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

export const config = { matcher: ["/((?!_next/static|_next/image|favicon.ico).*)"] };
