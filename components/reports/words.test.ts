import { describe, expect, it } from "vitest";
import { formatsWords, leadWords, momentWords, subjectWords } from "./words.ts";

describe("words about reports", () => {
  it("name what a report is about, also of a kind that this version does not know", () => {
    expect([subjectWords("fleet", "fleet"), subjectWords("host", "kvm\n01"), subjectWords("rack", "7")]).toEqual([
      "The fleet",
      "Host kvm 01",
      "rack 7",
    ]);
  });

  it("say when, on the clock of the zone", () => {
    expect(momentWords(new Date("2026-03-02T05:00:00Z"), "Europe/Berlin")).toBe("Mon 2 Mar 2026, 06:00 (Europe/Berlin, UTC+1)");
    expect(momentWords(new Date("2026-03-02T05:00:00Z"), "UTC")).toBe("Mon 2 Mar 2026, 05:00 (UTC)");
  });

  it("say how long before, and in what", () => {
    expect([10, 60, 90, 120, 1440, 2880].map(leadWords)).toEqual(["10 minutes", "1 hour", "90 minutes", "2 hours", "1 day", "2 days"]);
    expect(formatsWords(["pdf", "html"], "letter")).toBe("PDF (Letter) and HTML");
  });
});
