import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { HtmlValidate } from "html-validate";
import { describe, expect, test } from "vitest";
import { plainTexts } from "#lib/plain-text.ts";
import { groupBy } from "#lib/rules/shared/wording.ts";
import { csvColumns, renderCsv } from "./csv.ts";
import { renderHtml } from "./html.ts";
import { escapeHtml } from "./html-text.ts";
import { renderJson } from "./json.ts";
import { renderMarkdown } from "./markdown.ts";
import { Report } from "./model.ts";
import { hostileTexts, incidentReportOf, reportOf } from "./testing.ts";
import { windowReportOf } from "./testing-window.ts";

const text = fc.oneof(fc.constantFrom(...hostileTexts), fc.string({ unit: "binary", maxLength: 60 }), fc.string({ maxLength: 60 }));
const every = (said: string) => [reportOf(said), incidentReportOf(said), windowReportOf(said)].map((report) => plainTexts(report));
const whole = (pieces: Iterable<string>) => [...pieces].join("");

describe("HTML", { timeout: 60_000 }, () => {
  const validator = new HtmlValidate({
    extends: ["html-validate:standard"],
    rules: { "no-raw-characters": ["error", { relaxed: false }] },
  });

  test.each(hostileTexts)("is valid whatever hosts say: %j", async (said) => {
    for (const report of every(said)) {
      const { results } = await validator.validateString(whole(renderHtml(report)));
      expect(results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => `${line} ${ruleId} ${message}`))).toEqual([]);
    }
  });

  // What stands in backticks is code: those elements may differ, and carry nothing. How long a text is moves what is drawn in a picture.
  test("has the same elements whatever hosts say", { timeout: 60_000 }, () => {
    const tags = (said: string) =>
      every(said).map((report) =>
        whole(renderHtml(report))
          .replace(/<svg[\s\S]*?<\/svg>/g, "<svg>")
          .match(/<[^>]*>/g)
          ?.map((tag) => tag.replace(/aria-label="[^"]*"/, ""))
          .filter((tag) => !tag.includes("code>")),
      );
    const plain = tags("x");
    const told = text.filter((said) => said !== "");
    fc.assert(
      fc.property(told, (said) => {
        expect(tags(said)).toEqual(plain);
      }),
      { numRuns: 40 },
    );
  });

  test("loads and runs nothing", () => {
    const file = whole(renderHtml(reportOf("x")));
    expect(file).toContain("default-src &#39;none&#39;");
    expect(file).not.toMatch(/<(script|link|iframe|img|object|form)\b|\bsrc=|url\(|@import/i);
    expect([...file.matchAll(/href="([^"]*)"/g)].every(([, href]) => href?.startsWith("#"))).toBe(true);
  });

  test("leads to headings that are there", () => {
    for (const report of every("x")) {
      const file = whole(renderHtml(report));
      const ids = [...file.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const [, to] of file.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(to);
    }
  });

  test("keeps a text through its escaping", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (said) => {
        const back = escapeHtml(said).replace(
          /&(amp|lt|gt|quot|#39);/g,
          (_, name: string) => ({ amp: "&", lt: "<", gt: ">", quot: '"' })[name] ?? "'",
        );
        return back === said;
      }),
    );
  });
});

describe("CSV", { timeout: 60_000 }, () => {
  const read = (report: Report): Record<string, string>[] => parse(whole(renderCsv(report)), { columns: true, record_delimiter: "\r\n" });

  test("comes back from a reader as it was, but for what a spreadsheet would run", () => {
    fc.assert(
      fc.property(text, (said) => {
        const report = plainTexts(reportOf(said));
        const [open] = read(report);
        const plain = report.findings[0]?.observed ?? "";
        expect([plain, `'${plain}`]).toContain(open?.observed);
        expect(/^[=+\-@\t\r]/.test(open?.observed ?? "")).toBe(false);
      }),
    );
  });

  test("has a row for each finding and for everything that is not known", () => {
    const rows = read(reportOf("x"));
    expect(Object.keys(rows[0] ?? {})).toEqual([...csvColumns]);
    const counts = [...groupBy(rows, ({ status = "" }) => status)].map(([status, own]) => [status, own.length]);
    expect(Object.fromEntries(counts)).toEqual({
      open: 3,
      accepted: 1,
      "not-read": 2,
      unknown: 3,
    });
  });
});

describe("JSON", { timeout: 60_000 }, () => {
  test("is what its schema says", () => {
    fc.assert(
      fc.property(text, (said) => {
        for (const report of every(said)) expect(Report.parse(JSON.parse(whole(renderJson(report))))).toEqual(report);
      }),
      { numRuns: 50 },
    );
  });
});

test("nothing that was not known is left out of any rendering", () => {
  const report = reportOf("kvm-77");
  for (const render of [renderHtml, renderMarkdown]) {
    const file = whole(render(report)).replaceAll("\\", "");
    for (const told of ["kvm-77 2", "storage/u", "alert/x", "storage/y", "fstab", "it took longer than its limit", "never"])
      expect(file).toContain(told);
  }
});
