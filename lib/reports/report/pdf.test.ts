import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { inflateSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plainTexts } from "#lib/plain-text.ts";
import type { Report } from "./model.ts";
import { type Paper, renderPdf } from "./pdf.ts";
import { findingOf, hostileTexts, incidentReportOf, reportOf } from "./testing.ts";
import { windowReportOf } from "./testing-window.ts";

const run = promisify(execFile);
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bulkhead-pdf-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a tool of poppler-utils on a report: a real reader, which complains on stderr about what it cannot make sense of. */
async function read(tool: "pdftotext" | "pdfinfo", file: Buffer, ...args: string[]): Promise<string> {
  const path = join(folder, "report.pdf");
  writeFileSync(path, file);
  const { stdout, stderr } = await run(tool, tool === "pdftotext" ? [...args, path, "-"] : [...args, path]);
  expect(stderr).toBe("");
  return stdout;
}

const pdf = (report: Report, paper: Paper = "a4") => buffer(renderPdf(plainTexts(report), paper));
const many = (count: number) => reportOf("kvm-01", { findings: Array.from({ length: count }, (_, index) => findingOf(`fault ${index}`)) });

describe("a report as PDF", { timeout: 60_000 }, () => {
  test.each([
    ["a4", "595.28 x 841.89 pts (A4)"],
    ["letter", "612 x 792 pts (letter)"],
  ] as const)("has pages of %s, each with its number and the running head", async (paper, size) => {
    const file = await pdf(many(40), paper);
    const info = await read("pdfinfo", file);
    expect(info).toContain(size);
    expect(info).toMatch(/Title: +Cluster kvm-01/);
    const pages = Number(/Pages: +(\d+)/.exec(info)?.[1]);
    expect(pages).toBeGreaterThan(5);
    const told = (await read("pdftotext", file, "-layout")).split("\f").slice(0, -1);
    expect(told).toHaveLength(pages);
    for (const [index, page] of told.entries()) {
      expect(page).toContain(`${index + 1} of ${pages}`);
      expect(page).toContain("Bulkhead · Cluster kvm-01 · 2026-01-10 12:00 UTC");
    }
  });

  test("leaves nothing out", async () => {
    const text = await read("pdftotext", await pdf(many(120)));
    for (let index = 0; index < 120; index += 1) expect(text).toMatch(new RegExp(`fault ${index}\\b`));
    for (const told of ["kvm-01 2", "storage/u", "alert/x", "storage/y", "fstab", "it took longer than its limit"])
      expect(text).toContain(told);
  });

  test("repeats a table's head on every page that it goes on to", async () => {
    const [host] = reportOf("x").hosts;
    if (host === undefined) throw new Error("no host");
    const hosts = Array.from({ length: 200 }, (_, index) => ({ ...host, name: `host-${index}`, facts: null }));
    const pages = (await read("pdftotext", await pdf(reportOf("x", { hosts, findings: [], accepted: [] })), "-layout")).split("\f");
    const matrix = pages.filter((page) => /^ *host-\d+ +(\S* *x *){8}$/m.test(page));
    expect(matrix.length).toBeGreaterThan(2);
    for (const page of matrix) expect(page).toMatch(/Host +Reboot +Power loss/);
  });

  test("shows every letter that a font here has, and a sign for each that none has", async () => {
    const text = await read("pdftotext", await pdf(reportOf("Ж ł Ελλ ✓ שלום 中")));
    for (const told of ["Ж", "ł", "Ελλ", "✓", "\ufffd"]) expect(text).toContain(told);
    expect(text).not.toContain("中");
    expect(text).toMatch(/characters are in no font of this file/);
  });

  test.each(hostileTexts)("is read without a complaint and does nothing, whatever hosts say: %j", async (said) => {
    for (const report of [reportOf(said), incidentReportOf(said), windowReportOf(said)]) {
      const file = await pdf(report);
      await read("pdfinfo", file);
      expect(objectsOf(file)).not.toMatch(/\/(URI|JavaScript|JS|Launch|OpenAction|AA|Annots|EmbeddedFile|SubmitForm)\b/);
    }
  });

  test("draws what a host hangs on and its VLANs, with what was cut in full, and a heading never far from its picture", async () => {
    const long = `kvm-${"x".repeat(60)}`;
    const { topology, vlans } = reportOf(long);
    const text = await read("pdftotext", await pdf({ ...many(30), topology, vlans }));
    expect(text).toMatch(new RegExp(`Cut above, in full: [^]*${long.slice(0, 20)}`));
    for (const told of ["alone takes 2 machines", "never read", "High: 1 fault", "Unknown"]) expect(text).toContain(told);
    for (const page of text.split("\f").filter((each) => /^(How the hosts hang together|VLANs across hosts)$/m.test(each)))
      expect(page).toMatch(/What they hang on|Host, its bridge or card/);
  });

  test("has a bookmark for each section, finding and host", async () => {
    const titles = [...objectsOf(await pdf(many(3))).matchAll(/\/Title \(((?:[^()\\]|\\.)*)\)/g)].map(([, title]) => title);
    expect(titles).toEqual(expect.arrayContaining(["In short", "Readiness", "Findings \\(3\\)", "Critical fault 2", "Hosts", "kvm-01"]));
    expect(titles.length).toBeGreaterThan(12);
  });

  test("of a window has its verdict, steps, boxes and runbook, each with a bookmark", async () => {
    const file = await pdf(windowReportOf("kvm-01"), "letter");
    const text = await read("pdftotext", file, "-layout");
    for (const told of [
      "The pre-check says no-go: kvm-01",
      "1. kvm-01",
      "expect: kvm-01",
      "Checklist (1 of 2 done)",
      "✓",
      "Runbook of kvm-01",
      "Missing: kvm-01",
    ])
      expect(text).toContain(told);
    const titles = [...objectsOf(file).matchAll(/\/Title \(((?:[^()\\]|\\.)*)\)/g)].map(([, title]) => title);
    const sections = [
      "The window",
      "Post-check: is all as it was?",
      "Pre-check: may it begin?",
      "Step by step",
      "1. kvm-01",
      "Runbook of kvm-01",
    ];
    expect(titles).toEqual(expect.arrayContaining(sections));
  });

  test("comes out the same from the same report", async () => {
    expect((await pdf(many(5))).equals(await pdf(many(5)))).toBe(true);
  });

  test("stops when its reader goes away", async () => {
    const stream = renderPdf(many(3000), "a4");
    for await (const _ of stream) break;
    expect(stream.destroyed).toBe(true);
  });
});

/** The file without its streams: what a reader acts upon. */
function objectsOf(file: Buffer): string {
  const text = file.toString("latin1");
  expect(inflateSync(file.subarray(text.indexOf("stream\n") + 7)).length).toBeGreaterThan(0);
  return text.replace(/stream\n[\s\S]*?\nendstream/g, "");
}
