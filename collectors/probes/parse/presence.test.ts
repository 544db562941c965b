import { expect, test } from "vitest";
import type { Section } from "#collectors/probe.ts";
import { allFiles, fileOrNull, isMissing } from "./presence.ts";

function section(part: Partial<Section>): Section {
  return { source: "/etc/x", status: "ok", exitStatus: 0, text: "", errorText: "", durationMs: 0, ...part };
}

test("a tool is missing by its status or by the shell's 127, not by another failure", () => {
  expect([{ status: "missing" as const }, { exitStatus: 127 }].map((part) => isMissing(section(part)))).toEqual([true, true]);
  expect([{}, { exitStatus: 1 }, { status: "denied" as const }].map((part) => isMissing(section(part)))).toEqual([false, false, false]);
});

test("sudo has an exit status of its own for a command that is not there", () => {
  expect(isMissing(section({ exitStatus: 1, errorText: "sudo: corosync-qdevice-tool: command not found" }))).toBe(true);
  expect(isMissing(section({ exitStatus: 1, errorText: "sudo: a password is required" }))).toBe(false);
});

test("a call that was not made on this kind of host found nothing", () => {
  expect(isMissing(section({ status: "skipped", exitStatus: null }))).toBe(true);
  expect(fileOrNull([section({ status: "skipped", exitStatus: null })], "x")).toBeNull();
});

test("a file that cat could not find is not there", () => {
  expect(fileOrNull([section({ exitStatus: 1, errorText: "cat: /etc/x: No such file or directory" })], "x")).toBeNull();
  expect(() => fileOrNull([section({ exitStatus: 1, errorText: "cat: /etc/x: Input/output error" })], "x")).toThrow();
});

test("a file that is not there is null, one that was not read is a failure", () => {
  expect(fileOrNull([], "x")).toBeNull();
  expect(fileOrNull([section({ status: "missing", exitStatus: null })], "x")).toBeNull();
  expect(fileOrNull([section({ text: "a" })], "x")?.text).toBe("a");
  expect(() => fileOrNull([section({ status: "timeout" })], "x")).toThrow(expect.objectContaining({ failure: "timeout" }));
});

test("some files of a glob do not pass for all of them", () => {
  expect(allFiles([section({}), section({ status: "missing" })], "x")).toHaveLength(1);
  expect(() => allFiles([section({}), section({ status: "oversized" })], "x")).toThrow(expect.objectContaining({ failure: "oversized" }));
});
