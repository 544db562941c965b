import { describe, expect, it } from "vitest";
import { ownPath } from "./own-path.ts";

describe("where a sign-in leads", () => {
  it.each(["/", "/hosts/new", "/hosts/1?tab=network&finding=a%20b", "/postmortems#x"])("%s is ours", (path) => {
    expect(ownPath(path)).toBe(path);
  });

  it.each([
    null,
    undefined,
    "",
    "hosts",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/api/v1/hosts",
  ])("%j is not", (path) => {
    expect(ownPath(path)).toBe("/");
  });
});
