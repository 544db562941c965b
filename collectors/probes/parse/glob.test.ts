import { expect, test } from "vitest";
import { matchesGlob } from "./glob.ts";

test.each([
  ["/etc/network/interfaces.d/*", "/etc/network/interfaces.d/sdn", true],
  ["/etc/network/interfaces.d/*.cfg", "/etc/network/interfaces.d/50-cloud-init.cfg", true],
  ["/etc/network/interfaces.d/*.cfg", "/etc/network/interfaces.d/sdn", false],
  ["/etc/*", "/etc/network/sdn", false],
  ["/etc/*/sdn", "/etc/network/sdn", true],
  ["/etc/sd?", "/etc/sdn", true],
  ["/etc/sd?", "/etc/sd/", false],
  ["*", "", true],
  ["", "a", false],
])("%s and %s: %s", (pattern, path, matches) => {
  expect(matchesGlob(pattern, path)).toBe(matches);
});

test("a pattern made to be slow is not", () => {
  const startedAt = performance.now();
  matchesGlob(`${"*a".repeat(2000)}b`, "a".repeat(4000));
  expect(performance.now() - startedAt).toBeLessThan(1000);
});
