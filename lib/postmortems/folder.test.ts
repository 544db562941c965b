import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readPostmortemFolder } from "./folder.ts";
import { testReport } from "./testing.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bulkhead-reports-"));
});
afterEach(() => rmSync(folder, { recursive: true }));
const write = (file: string, text: string) => writeFileSync(join(folder, file), text);

test("reports that fit are read, in the order of their files, and nothing else", () => {
  write("b.md", testReport("second"));
  write("a.md", testReport("first"));
  write("notes.txt", "not a report");
  expect(readPostmortemFolder(folder)).toMatchObject({ reports: [{ id: "first" }, { id: "second" }], problems: [] });
});

test("what does not fit is said by file, with line, field and what to do; the others are read all the same", () => {
  write("good.md", testReport("good"));
  write("bad.md", testReport("bad", { date: "yesterday", summary: null }));
  write("empty.md", "");
  const { reports, problems } = readPostmortemFolder(folder);
  expect(reports.map(({ id }) => id)).toEqual(["good"]);
  expect(problems).toEqual([
    { file: "bad.md", message: expect.stringMatching(/^line \d+: date does not fit: write the day as 2026-04-13/) },
    { file: "bad.md", message: "summary is missing: write what happened in one or two sentences" },
    { file: "empty.md", message: expect.stringContaining("front matter is missing") },
  ]);
});

test("an id that is taken is refused, whoever has it", () => {
  write("a.md", testReport("same"));
  write("b.md", testReport("same"));
  write("c.md", testReport("kvm-pair-panic-reboot"));
  expect(readPostmortemFolder(folder).problems).toEqual([
    { file: "b.md", message: "id is that of a.md: choose another one" },
    { file: "c.md", message: "id is that of an incident that ships with Bulkhead: choose another one" },
  ]);
});

test("a device under the name of a report is not read, since it never ends", () => {
  symlinkSync("/dev/zero", join(folder, "zero.md"));
  expect(readPostmortemFolder(folder).problems).toEqual([{ file: "zero.md", message: "cannot be read: it is no plain file" }]);
});

test("a folder that is not there, and a file that is none, keep nothing from starting", () => {
  mkdirSync(join(folder, "folder.md"));
  expect(readPostmortemFolder(folder).problems).toEqual([{ file: "folder.md", message: expect.stringContaining("cannot be read") }]);
  expect(readPostmortemFolder(join(folder, "missing")).problems).toEqual([
    { file: join(folder, "missing"), message: expect.stringContaining("cannot be read") },
  ]);
  expect(readPostmortemFolder(null)).toEqual({ reports: [], problems: [] });
});
