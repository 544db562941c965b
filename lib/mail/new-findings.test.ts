import { describe, expect, it } from "vitest";
import { newFindingsMail, type ToldFinding } from "./new-findings.ts";

const url = "https://bulkhead.example.org";

function finding(over: Partial<ToldFinding> = {}): ToldFinding {
  return {
    id: "f1",
    severity: "high",
    title: "The NFS line in fstab has no nofail",
    why: "The boot waits for a server that may be a guest of this host.",
    observed: "line 7: 10.50.1.70:/srv /mnt/nas nfs defaults",
    firstStep: "Add nofail to line 7.",
    openedAt: new Date("2026-03-01T21:00:00Z"),
    hosts: [{ id: "h1", name: "kvm-01" }],
    ...over,
  };
}

describe("the mail about new findings", () => {
  it("says what, where, why and what to do first, with the way to it", () => {
    const { subject, text } = newFindingsMail([finding()], url);
    expect(subject).toBe("Bulkhead: 1 new finding on kvm-01, worst high");
    expect(text).toContain("HIGH · kvm-01: The NFS line in fstab has no nofail");
    expect(text).toContain("First step: Add nofail to line 7.");
    expect(text).toContain("Open since 2026-03-01 21:00:00 UTC: https://bulkhead.example.org/hosts/h1?finding=f1#f1");
    expect(text).toContain("https://bulkhead.example.org/settings/mail");
  });

  it("tells the worst first, and the fleet as a whole as such", () => {
    const { subject, text } = newFindingsMail([finding(), finding({ id: "f2", severity: "critical", hosts: [] })], url);
    expect(subject).toBe("Bulkhead: 2 new findings on kvm-01, worst critical");
    expect(text.indexOf("CRITICAL · the fleet as a whole")).toBeLessThan(text.indexOf("HIGH · kvm-01"));
    expect(text).toContain(`${url}/#f2`);
    expect(newFindingsMail([finding({ hosts: [] })], url).subject).toContain("on the fleet,");
  });

  it("says how many more there are than it tells", () => {
    const many = Array.from({ length: 40 }, (_, index) => finding({ id: `f${index}`, hosts: [{ id: `h${index}`, name: `kvm-${index}` }] }));
    const { subject, text } = newFindingsMail(many, url);
    expect(subject).toContain("40 new findings on");
    expect(text.match(/^HIGH/gm)).toHaveLength(25);
    expect(text).toContain("And 15 more");
  });

  it("shows what a host says as plain lines", () => {
    const { text } = newFindingsMail(
      [finding({ title: "a\r\nb\u202ec", observed: "x\u001b[2J", hosts: [{ id: "h", name: "k\nvm" }] })],
      url,
    );
    expect(text).toContain("k vm: a b\\u202ec");
    expect(text).toContain("x\\x1b[2J");
  });
});
