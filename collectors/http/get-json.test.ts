import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { getJson } from "./get-json.ts";
import { readSource } from "./read-source.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections();
});

/** A server on loopback; gives its address and what it was asked. */
async function serve(answer: RequestListener): Promise<{ url: URL; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? ""}`.trim());
    answer(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/am/`), asked };
}

const options = { allowPrivate: true, authorization: null };

describe("one document over HTTP", () => {
  test("is asked for by GET, with the header that was entered", async () => {
    const { url, asked } = await serve((_, response) => response.end('{"a":1}'));
    expect(await getJson(url, { ...options, authorization: "Bearer x" })).toEqual({ a: 1 });
    expect(asked).toEqual(["GET /am/ Bearer x"]);
  });

  test.each<[string, RequestListener, string, RegExp]>([
    [
      "a redirect is not followed",
      (_, response) => response.writeHead(302, { location: "http://169.254.169.254/" }).end(),
      "unreachable",
      /sends elsewhere \(302\)/,
    ],
    ["a refusal is told as that", (_, response) => response.writeHead(401).end(), "denied", /Authorization header/],
    ["an error", (_, response) => response.writeHead(500).end(), "unreachable", /with 500/],
    ["no JSON", (_, response) => response.end("<html>"), "unparsable", /not JSON/],
    ["too much", (_, response) => response.end("x".repeat(3 << 20)), "oversized", /more than 1 MiB/],
    [
      "a stream without end",
      (_, response) => void setInterval(() => response.write("x".repeat(1 << 20)), 1).unref(),
      "oversized",
      /more than/,
    ],
    ["no answer", () => {}, "timeout", /within 1 s/],
    ["half an answer", (_, response) => response.writeHead(200).write("{"), "timeout", /within 1 s/],
    ["a connection that breaks", (request) => request.socket.destroy(), "unreachable", /cannot be reached/],
  ])("%s", async (_, answer, kind, message) => {
    const { url } = await serve(answer);
    const limits = { timeoutSeconds: 1, maximumBytes: 1 << 20 };
    await expect(getJson(url, { ...options, ...limits })).rejects.toMatchObject({ kind, message: expect.stringMatching(message) });
  });

  test.each([
    ["loopback", "http://127.0.0.1:1/"],
    ["loopback by name", "http://localhost:1/"],
    ["a private address", "http://10.0.0.1:1/"],
    ["a private address in IPv6", "http://[fd00::1]:1/"],
    ["one that hides in IPv6", "http://[::ffff:10.0.0.1]:1/"],
    ["one in another notation", "http://0x7f.1:1/"],
  ])("%s is asked only where that is allowed", async (_, address) => {
    const refused = { ...options, allowPrivate: false };
    await expect(getJson(new URL(address), refused)).rejects.toMatchObject({
      kind: "denied",
      message: expect.stringMatching(/allow private/),
    });
  });

  test.each([
    "http://169.254.169.254/",
    "http://[fe80::1]/",
    "http://0.0.0.0/",
    "http://224.0.0.1/",
    "http://[fd00:ec2::254]/",
    "http://100.100.100.200/",
  ])("%s is never asked", async (address) => {
    await expect(getJson(new URL(address), options)).rejects.toMatchObject({
      kind: "denied",
      message: expect.stringMatching(/never asked/),
    });
  });

  test("no other scheme", async () => {
    await expect(getJson(new URL("file:///etc/passwd"), options)).rejects.toMatchObject({ kind: "unreachable" });
  });

  test("whoever stops it gets its reason", async () => {
    const { url } = await serve(() => {});
    await expect(getJson(url, { ...options, signal: AbortSignal.abort(new Error("the end")) })).rejects.toThrow("the end");
  });
});

describe("a source", () => {
  test("that cannot be read is a failed reading with its cause", async () => {
    const { url } = await serve((_, response) => response.writeHead(403).end());
    expect(await readSource("prometheus", url.href, options)).toMatchObject({ status: "failed", cause: "denied" });
    expect(await readSource("alertmanager", "http://[", options)).toMatchObject({ status: "failed", cause: "unparsable" });
  });

  test("is asked for its documents below the address that was entered, and nothing else", async () => {
    const { url, asked } = await serve((_, response) => response.end("{}"));
    expect(await readSource("alertmanager", url.href, options)).toMatchObject({ status: "failed", cause: "unparsable" });
    expect(asked.toSorted()).toEqual(["alerts", "receivers", "silences", "status"].map((name) => `GET /am/api/v2/${name}`));
  });
});
