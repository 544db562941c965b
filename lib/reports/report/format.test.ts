import fc from "fast-check";
import { expect, test } from "vitest";
import { answerFile, FileAnswer } from "#lib/http/file-answer.ts";
import { reportFileName } from "./format.ts";
import { ReportQuery } from "./query.ts";

const day = new Date("2026-11-20T12:00:00Z");

test("a file is called by what it is about, in letters that every system takes", { timeout: 60_000 }, () => {
  expect(reportFileName("host", "kvm-01", day, "pdf")).toBe("bulkhead-host-kvm-01-2026-11-20.pdf");
  expect(reportFileName("fleet", "fleet", day, "csv")).toBe("bulkhead-fleet-2026-11-20.csv");
  expect(reportFileName("host", '../../etc/Passwörd\r\n"x', day, "html")).toBe("bulkhead-host-etc-password-x-2026-11-20.html");
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (name) => {
      expect(reportFileName("host", name, day, "pdf")).toMatch(/^bulkhead-host-([a-z0-9]+-)*2026-11-20\.pdf$/);
    }),
  );
});

test("a file is a download that nothing runs in, and no name breaks out of its header", async () => {
  const answer = answerFile(new FileAnswer("a.html", "text/html; charset=utf-8", new TextEncoder().encode("<p>x")));
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-disposition": 'attachment; filename="a.html"',
    "x-content-type-options": "nosniff",
    "content-security-policy": expect.stringContaining("sandbox"),
  });
  expect(await answer.text()).toBe("<p>x");
  expect(() => new FileAnswer('a"\r\nx: y', "text/csv", new Uint8Array())).toThrow("may not be called");
});

test("what is asked for has to make sense", () => {
  const fits = (query: unknown) => ReportQuery.safeParse(query).success;
  expect(fits({ kind: "fleet", format: "pdf" })).toBe(true);
  expect(fits({ kind: "host", id: "0190c5d8-7d2e-7000-8000-000000000000", format: "md", paper: "letter" })).toBe(true);
  expect([
    fits({ kind: "host", format: "pdf" }),
    fits({ kind: "host", id: "x", format: "pdf" }),
    fits({ kind: "fleet", format: "exe" }),
  ]).toEqual([false, false, false]);
});
