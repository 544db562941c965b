import { afterEach, describe, expect, it, vi } from "vitest";
import { resetEnv } from "#lib/env.ts";
import { isOwnHost, isOwnOrigin } from "./origin.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  resetEnv();
});

const origin = (headers: Record<string, string>) => isOwnOrigin(new Headers(headers));
const host = (name: string) => isOwnHost(new Headers({ host: name }));

describe("a request that changes something", () => {
  it.each([
    [{ host: "127.0.0.1:3000", origin: "http://127.0.0.1:3000" }, true],
    [{ host: "127.0.0.1:3000", origin: "http://127.0.0.1:3000", "sec-fetch-site": "same-origin" }, true],
    [{ host: "bulkhead.example", origin: "https://bulkhead.example" }, true],
    [{ host: "127.0.0.1:3000", origin: "http://127.0.0.1:3001" }, false],
    [{ host: "127.0.0.1:3000", origin: "http://localhost:3000" }, false],
    [{ host: "127.0.0.1:3000", origin: "http://127.0.0.1:3000.evil.example" }, false],
    [{ host: "127.0.0.1:3000", origin: "http://127.0.0.1:3000", "sec-fetch-site": "same-site" }, false],
    [{ host: "127.0.0.1:3000", origin: "null" }, false],
    [{ host: "127.0.0.1:3000" }, false],
  ])("%o comes from our own pages: %s", (headers, own) => {
    expect(origin(headers)).toBe(own);
  });
});

describe("the name by which we are asked", () => {
  it("is one of this machine's while we listen on loopback", () => {
    expect(["localhost:3000", "127.0.0.1:3000", "[::1]:3000", "LOCALHOST"].map(host)).toEqual([true, true, true, true]);
    expect(["evil.example", "127.0.0.1.evil.example:3000", "192.0.2.1", ""].map(host)).toEqual([false, false, false, false]);
  });

  it("may be any once we listen for others, and the one that was set behind a proxy", () => {
    vi.stubEnv("BULKHEAD_LISTEN", "0.0.0.0");
    expect(host("bulkhead.lan:3000")).toBe(true);
    resetEnv();
    vi.stubEnv("BULKHEAD_LISTEN", "127.0.0.1");
    vi.stubEnv("BULKHEAD_URL", "https://bulkhead.example");
    expect([host("bulkhead.example"), host("other.example")]).toEqual([true, false]);
  });
});
