import { describe, expect, it } from "vitest";
import { type MailedReport, reportsMail } from "./mail.ts";

const url = "https://bulkhead.example.org";
const at = new Date("2026-03-01T20:00:00Z");
const window = { id: "w1", title: "Kernel of kvm-01", startsAt: new Date("2026-03-01T22:00:00Z") };

function report(over: Partial<MailedReport> = {}): MailedReport {
  const made = { at, hash: "ab".repeat(32), sizeBytes: 4096, coverage: { hosts: 3, read: 2, share: 0.91 } };
  return { id: "r1", kind: "fleet", name: "fleet", format: "pdf", made, errorText: null, ...over };
}

describe("the mail that takes a report along", () => {
  it("says which, from what it was made, its hash and where it is kept", () => {
    const { subject, text } = reportsMail({ window: null, reports: [report()] }, url);
    expect(subject).toBe("Bulkhead: weekly report of the fleet");
    expect(text).toContain("2 of 3 hosts read, 91 % of the rules could be decided.");
    expect(text).toContain(`PDF: made 2026-03-01 20:00:00 UTC, 4 KiB\n  SHA-256 ${"ab".repeat(32)}\n  ${url}/api/v1/reports/r1/file`);
  });

  it("names the window and when it begins", () => {
    const { subject, text } = reportsMail({ window, reports: [report({ kind: "window" })] }, url);
    expect(subject).toBe("Bulkhead: report before the window Kernel of kvm-01");
    expect(text).toContain(`begins 2026-03-01 22:00 UTC: ${url}/maintenance/w1`);
  });

  it("says loudly what could not be made", () => {
    const failed = report({ made: null, errorText: "There is no such host." });
    expect(reportsMail({ window: null, reports: [failed] }, url).subject).toBe(
      "Bulkhead: weekly report of the fleet, which could not be made",
    );
    const { subject, text } = reportsMail({ window: null, reports: [report(), failed] }, url);
    expect(subject).toMatch(/, in part$/);
    expect(text).toContain("PDF: could not be made. There is no such host.");
    expect(reportsMail({ window: null, reports: [failed] }, url).text).toContain("How much of it could be read is not known.");
  });

  it("lets no name break out of its line", () => {
    const host = report({ kind: "host", name: "kvm\r\nBcc: evil@example.org\u202e" });
    expect(reportsMail({ window: null, reports: [host] }, url).subject).toBe(
      "Bulkhead: weekly report of host kvm Bcc: evil@example.org\\u202e",
    );
    expect(reportsMail({ window: { ...window, title: "a\nb" }, reports: [host] }, url).text).toContain('The window "a b" begins');
  });
});
