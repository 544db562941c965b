import { expect, test } from "vitest";
import { findingOf } from "./standing-finding.ts";

const finding = (id: string, rule: string, hostId: string, subject: string) => ({ id, rule, hostId, subject });
const all = [finding("1", "bridge/a", "h1", "br1"), finding("2", "bridge/a", "h1", "br0"), finding("3", "bridge/b", "h2", "br0")];

test("the finding about this bridge, else another of the rule on the host, never one of another host", () => {
  expect(findingOf(all, "bridge/a", "h1", "br0")?.id).toBe("2");
  expect(findingOf(all, "bridge/a", "h1", "br7")?.id).toBe("1");
  expect(findingOf(all, "bridge/a", "h2", "br0")).toBeUndefined();
  expect(findingOf(all, null, "h1", "br0")).toBeUndefined();
});
