import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { rules } from "./index.ts";

const folders = import.meta.dirname;
const files = readdirSync(folders, { recursive: true, encoding: "utf8" }).map((file) => file.replaceAll("\\", "/"));
const inFolders = files.filter(
  (file) => /^[^/]+\/[^/]+\.ts$/.test(file) && !/^(shared|testing)\//.test(file) && !file.endsWith("/index.ts"),
);
const ids = rules.map((rule) => rule.id);

test("every rule file is in the registry, sorted, and has its tests beside it", () => {
  const written = inFolders.filter((file) => !file.endsWith(".test.ts")).map((file) => file.replace(/\.ts$/, ""));
  expect(ids).toEqual(written.toSorted());
  expect(inFolders.filter((file) => file.endsWith(".test.ts")).map((file) => file.replace(/\.test\.ts$/, ""))).toEqual(
    expect.arrayContaining(written),
  );
});

test("no id is given twice", () => {
  expect(new Set(ids).size).toBe(ids.length);
});

describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  test("names a postmortem or a reference", () => {
    expect([...(rule.postmortems ?? []), ...(rule.references ?? [])].length).toBeGreaterThan(0);
  });

  test("has a remedy with steps, a risk and a command that verifies it", () => {
    expect(rule.remedy.steps.length).toBeGreaterThan(0);
    for (const text of [...rule.remedy.steps, rule.remedy.risk, rule.remedy.verify]) expect(text.trim()).not.toBe("");
    expect(rule.remedy.verify).not.toMatch(
      /^\s*(sudo\s+)?(rm|mv|reboot|shutdown|umount)\b|systemctl (start|stop|restart|enable|disable|mask)\b/,
    );
  });

  test("needs something, and nothing twice", () => {
    const facts = [...rule.needs, ...(rule.wants ?? [])];
    expect(rule.needs.length).toBeGreaterThan(0);
    expect(new Set(facts).size).toBe(facts.length);
    expect(rule.scenarios.length).toBeGreaterThan(0);
    // A power cut ends in a boot: what a reboot sets off, it does too. Votes are another matter: then every node is gone at once.
    if (rule.scenarios.includes("reboot") && !rule.id.startsWith("cluster/")) expect(rule.scenarios).toContain("power-loss");
  });

  test("speaks to a person: a noun as id, sentences, no programmer's words", () => {
    expect(id).toMatch(/^[a-z][a-z0-9]*\/[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(id).not.toMatch(/\/(check|detect|find|is|has|verify|ensure)-/);
    expect(rule.title).toMatch(/^[A-Z`].*[^.]$/);
    expect(rule.why).toMatch(/^\S.*\.$/);
    for (const text of [rule.title, rule.why, rule.remedy.risk, ...rule.remedy.steps]) {
      expect(text).not.toMatch(/\b(null|undefined|NaN|TODO)\b|\[object/);
    }
  });
});
