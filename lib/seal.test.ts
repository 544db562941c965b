import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { resetEnv } from "#lib/env.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bulkhead-seal-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The module as a new process would load it. */
async function load(secretFile: string): Promise<typeof import("./seal.ts")> {
  vi.resetModules();
  vi.stubEnv("BULKHEAD_SECRET_FILE", join(folder, secretFile));
  return import("./seal.ts");
}

beforeEach(() => {
  vi.unstubAllEnvs();
  resetEnv();
});

describe("seal", () => {
  it("opens what it sealed, never the same way twice, and shows nothing of it", async () => {
    const { seal, unseal } = await load("a.key");
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "\u0000", "ä", "𝄞", "\n"), minLength: 8 }), fc.uuid(), (secret, host) => {
        const sealed = seal(secret, host);
        expect(unseal(sealed, host)).toBe(secret);
        expect(sealed).not.toContain(secret);
        expect(seal(secret, host)).not.toBe(sealed);
      }),
      { numRuns: 50 },
    );
  });

  it("does not open what was altered, cut short or moved to another host", async () => {
    const { seal, unseal } = await load("a.key");
    const sealed = seal("a private key", "host-1");
    expect(() => unseal(sealed, "host-2")).toThrow(/does not open/);
    for (let position = 0; position < sealed.length; position += 1) {
      const other = sealed[position] === "A" ? "B" : "A";
      const altered = sealed.slice(0, position) + other + sealed.slice(position + 1);
      if (sameBytes(altered, sealed)) continue;
      expect(() => unseal(altered, "host-1"), altered).toThrow();
    }
    for (const broken of ["", "v1", "v2.a.b.c", sealed.slice(0, -4), `${sealed}.x`]) expect(() => unseal(broken, "host-1")).toThrow();
  });

  it("makes its key once, for this user alone, and needs that very key", async () => {
    const first = await load("b.key");
    const sealed = first.seal("secret", "host");
    const file = join(folder, "b.key");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await load("b.key")).unseal(sealed, "host")).toBe("secret");
    expect(readFileSync(file, "utf8")).not.toContain("secret");
    const { unseal } = await load("c.key");
    expect(() => unseal(sealed, "host")).toThrow(/does not open with the key/);
  });

  it("refuses a key file that is none, instead of making another", async () => {
    writeFileSync(join(folder, "d.key"), "not a key");
    const { seal } = await load("d.key");
    expect(() => seal("secret", "host")).toThrow(/is not a Bulkhead key/);
    expect(readFileSync(join(folder, "d.key"), "utf8")).toBe("not a key");
  });

  it("derives a session secret that is not the sealing key", async () => {
    const { sessionSecret } = await load("b.key");
    expect(sessionSecret().length).toBeGreaterThanOrEqual(32);
    expect(sessionSecret()).not.toBe(readFileSync(join(folder, "b.key"), "utf8").trim());
  });
});

/** The last character of base64url may have bits that stand for nothing. */
function sameBytes(one: string, other: string): boolean {
  const bytes = (text: string) =>
    text
      .split(".")
      .map((part, index) => (index === 0 ? part : Buffer.from(part, "base64url").toString("hex")))
      .join(".");
  return bytes(one) === bytes(other);
}
