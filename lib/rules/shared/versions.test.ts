import { expect, test } from "vitest";
import { compareVersions, major, majorMinor, newestVersion } from "./versions.ts";

test.each([
  ["6.8.4-2-pve", "6.8.12-4-pve"],
  ["5.15.0-105-generic", "5.15.0-157-generic"],
  ["6.14.11-4-pve", "6.17.4-2-pve"],
  ["5.14.0-570.58.1.el9_6.x86_64", "5.14.0-611.16.1.el9_7.x86_64"],
  ["6.17~rc1-1", "6.17-1"],
  ["1.28-pve1", "1.30-pve2"],
  ["2.41", "2.41-12"],
])("%s is older than %s", (older, newer) => {
  expect(compareVersions(older, newer)).toBeLessThan(0);
  expect(compareVersions(newer, older)).toBeGreaterThan(0);
  expect(newestVersion([newer, older])).toBe(newer);
});

test("equal versions are equal, and none is newest of nothing", () => {
  expect(compareVersions("6.8.12-4-pve", "6.8.12-4-pve")).toBe(0);
  expect(newestVersion([])).toBeUndefined();
});

test("the release of a version", () => {
  expect([majorMinor("8.4.18"), majorMinor("2:3.110-1+deb13u1"), major("9.1.2"), major("1:10.1")]).toEqual(["8.4", "3.110", "9", "10"]);
});
