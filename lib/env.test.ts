import { describe, expect, it } from "vitest";
import { parseEnv } from "./env.ts";

describe("the environment", () => {
  it("has a default for everything and listens on this machine alone", () => {
    expect(parseEnv({})).toMatchObject({
      databaseUrl: null,
      publicUrl: "http://127.0.0.1:3000",
      listensOnLoopback: true,
      development: false,
    });
  });

  it("takes an empty variable for one that is not set", () => {
    expect(parseEnv({ DATABASE_URL: "", PORT: "", BULKHEAD_LISTEN: "" })).toEqual(parseEnv({}));
  });

  it.each([
    [{ BULKHEAD_LISTEN: "0.0.0.0", PORT: "8080" }, "http://127.0.0.1:8080", false],
    [{ BULKHEAD_LISTEN: "::1" }, "http://[::1]:3000", true],
    [{ BULKHEAD_LISTEN: "192.0.2.1" }, "http://192.0.2.1:3000", false],
    [{ BULKHEAD_URL: "https://bulkhead.example/" }, "https://bulkhead.example", true],
  ])("is reached by the address that %o says", (variables, publicUrl, listensOnLoopback) => {
    expect(parseEnv(variables)).toMatchObject({ publicUrl, listensOnLoopback });
  });

  it.each([
    [{}, true],
    [{ BULKHEAD_LISTEN: "::1", BULKHEAD_URL: "http://[::1]:3000" }, true],
    [{ BULKHEAD_URL: "http://localhost:3000" }, true],
    [{ BULKHEAD_LISTEN: "0.0.0.0" }, false],
    [{ BULKHEAD_LISTEN: "127.0.0.1.example.org" }, false],
    // A proxy before the loopback lets others in.
    [{ BULKHEAD_URL: "https://bulkhead.example" }, false],
  ])("%o: only this machine reaches it: %s", (variables, onlyThisMachine) => {
    expect(parseEnv(variables).onlyThisMachine).toBe(onlyThisMachine);
  });

  it.each([
    [{ PORT: "70000" }, /^PORT: /],
    [{ BULKHEAD_URL: "javascript:alert(1)" }, /^BULKHEAD_URL: /],
    [{ BULKHEAD_CONCURRENCY: "many" }, /^BULKHEAD_CONCURRENCY: /],
  ])("names the variable that does not fit: %o", (variables, sentence) => {
    expect(() => parseEnv(variables)).toThrow(sentence);
  });
});
