import { describe, expect, it } from "vitest";
import { contentSecurityPolicy } from "./content-security-policy.ts";

describe("the content security policy", () => {
  const directives = new Map(
    contentSecurityPolicy("abc", false)
      .split("; ")
      .map((directive) => [directive.split(" ")[0], directive]),
  );

  it("runs no script without the nonce of its answer", () => {
    expect(directives.get("script-src")).toBe("script-src 'self' 'nonce-abc' 'strict-dynamic'");
  });

  it("starts workers from our own files only", () => {
    expect(directives.get("worker-src")).toBe("worker-src 'self'");
  });

  it("loads nothing from elsewhere and may stand in no frame", () => {
    expect([...directives.values()].join(" ")).not.toMatch(/https?:|\*|unsafe-eval/);
    expect(directives.get("frame-ancestors")).toBe("frame-ancestors 'none'");
    expect(directives.get("default-src")).toBe("default-src 'self'");
  });
});
