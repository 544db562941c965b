import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { relativePath } from "./contents.ts";
import { fileNameFor } from "./names.ts";

describe("the name of a file", () => {
  test.each([
    ["kvm-01", "kvm-01"],
    ["KVM-01", /^kvm-01--[0-9a-f]{12}$/],
    ["pve1.example.org", /^pve1-example-org--[0-9a-f]{12}$/],
    ["../../etc/passwd", /^etc-passwd--[0-9a-f]{12}$/],
    ["..", /^unnamed--[0-9a-f]{12}$/],
    ["", /^unnamed--[0-9a-f]{12}$/],
    ["con", /^con--[0-9a-f]{12}$/],
    ["LPT1", /^lpt1--[0-9a-f]{12}$/],
    ["kvm-01--0123456789ab", /^kvm-01-0123456789ab--[0-9a-f]{12}$/],
    ["-rf", /^rf--[0-9a-f]{12}$/],
    ["Größe\u0000\n<b>", /^gro-e-b--[0-9a-f]{12}$/],
    ["中文", /^unnamed--[0-9a-f]{12}$/],
    ["a".repeat(255), /^a{60}--[0-9a-f]{12}$/],
  ])("of %j is safe everywhere", (name, expected) => {
    expect(fileNameFor(name)).toMatch(typeof expected === "string" ? new RegExp(`^${expected}$`) : expected);
  });

  test("is plain, short, no device's, and no other name's, for any two names", () => {
    const name = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("nul", "a-b", "A-b", "a--b", "a b", "Á-b", "aux", "com1"));
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(fileNameFor(one)).toMatch(/^[a-z0-9]+(-{1,2}[a-z0-9]+)*$/);
        expect(fileNameFor(one).length).toBeLessThanOrEqual(75);
        expect(fileNameFor(one)).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)$/);
        expect(fileNameFor(one) === fileNameFor(other)).toBe(one === other);
      }),
    );
  });
});

test.each([
  ["index.html", "hosts/a.html", "hosts/a.html"],
  ["hosts/a.html", "index.html", "../index.html"],
  ["hosts/a.html", "rules/storage.html#x", "../rules/storage.html#x"],
  ["rules/storage.html", "rules/storage.html#x", "#x"],
  ["rules.html", "rules.html", "rules.html"],
  ["hosts/a.html", "hosts/a.html", "a.html"],
])("from %s to %s is %s", (from, to, expected) => {
  expect(relativePath(from, to)).toBe(expected);
});
