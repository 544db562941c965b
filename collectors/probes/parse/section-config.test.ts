import { expect, test } from "vitest";
import type { Section } from "#collectors/probe.ts";
import { isTrue, parseSectionConfig } from "./section-config.ts";

function parse(text: string) {
  const section: Section = { source: "/etc/pve/x.cfg", status: "ok", exitStatus: 0, text, errorText: "", durationMs: 0 };
  return parseSectionConfig(section).map(({ type, id, index, values }) => [type, id, index, Object.fromEntries(values)]);
}

test("entries have a type, an id, their line and their values; a key alone is a flag", () => {
  expect(parse("# stores\ndir: local\n\tpath /var/lib/vz\n\n  content a,b  c\n\nnfs: nas-vms \n\tdisable\n")).toEqual([
    ["dir", "local", 1, { path: "/var/lib/vz", content: "a,b c" }],
    ["nfs", "nas-vms", 6, { disable: "1" }],
  ]);
});

test("lines of no entry, and values below a broken header, belong to nobody", () => {
  expect(parse("\tpath /a\ndir: a\n\tpath /b\nbroken header\n\tpath /c\ndir:\n\tpath /d\n")).toEqual([["dir", "a", 1, { path: "/b" }]]);
});

test("Proxmox has four words for true", () => {
  expect(["1", "yes", "On", "true"].every(isTrue)).toBe(true);
  expect(["0", "no", "off", "", "2", undefined].some(isTrue)).toBe(false);
});
