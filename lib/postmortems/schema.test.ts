import { describe, expect, test } from "vitest";
import { exposingRules } from "./exposing.ts";
import { hintsOf } from "./hints.ts";
import { checkPostmortem, maximumCharacters, parsePostmortem } from "./schema.ts";

const head = "id: a\ntitle: T\nsummary: S\nsystem: X\nscenarios: [reboot]\nlessons: [L]\n";
const chain = "chain:\n  - step: S\n    text: T\n    kind: trigger\n    rules: [boot/failed-units]\n";
const report = (fields: string) => `---\n${fields}---\nBody\n`;

describe("a report that does not fit says where and what to do", () => {
  test.each([
    ["no front matter", "# Report", "front matter", "is missing: begin", 1],
    ["nothing at all", "", "front matter", "is missing: begin", 1],
    ["front matter that does not end", `---\n${head}${chain}`, "front matter", "is missing: begin", 1],
    ["no fields", report("\n"), "front matter", "is not a group of fields: write the fields", null],
    ["a sentence for fields", report("just a sentence\n"), "front matter", "is not a group of fields", null],
    ["no YAML", report(`${head}${chain}title: [\n`), "front matter", "is no YAML", null],
    ["a field twice", report(`${head}${chain}title: again\n`), "front matter", "is no YAML: Map keys must be unique", null],
    ["a missing field", report(`${head.replace("summary: S\n", "")}${chain}`), "summary", "is missing: write what happened", null],
    ["a field without a value", report(`${head.replace("summary: S", "summary:")}${chain}`), "summary", "is missing", 4],
    [
      "an id with capitals",
      report(`${head.replace("id: a", "id: NAS outage")}${chain}`),
      "id",
      "does not fit: write lower-case letters",
      2,
    ],
    ["a day that does not exist", report(`${head}${chain}date: 2026-02-31\n`), "date", "does not fit: write the day as 2026-04-13", 13],
    ["a month for a day", report(`${head}${chain}date: 2026-02\n`), "date", "does not fit", 13],
    ["a kind of link that is none", report(head + chain.replace("trigger", "cause")), "chain[1].kind", "one of trigger, latent, ", 11],
    ["a scenario that is none", report(head.replace("[reboot]", "[reboot, fire]") + chain), "scenarios[2]", "one of reboot, power-loss", 6],
    [
      "a rule that is no id",
      report(head + chain.replace("boot/failed-units", "failed units")),
      "chain[1].rules[1]",
      "as on the Rules page",
      12,
    ],
    [
      "a rule without a list",
      report(head + chain.replace("[boot/failed-units]", "boot/failed-units")),
      "chain[1].rules",
      "is not a list",
      12,
    ],
    [
      "a script for a link",
      report(`${head}${chain}source: {title: T, url: "javascript:alert(1)"}\n`),
      "source.url",
      "begins with https://",
      13,
    ],
    ["a field that is not known", report(`${head}${chain}owner: me\n`), "owner", "is not a field of a report: remove it", 13],
    ["an empty list", report(head.replace("[L]", "[]") + chain), "lessons", "is empty: write a list", 7],
    [
      "a title of pages",
      report(head.replace("title: T", `title: ${"x".repeat(301)}`) + chain),
      "title",
      "is longer than 300: write one line",
      3,
    ],
  ])("%s", (_, markdown, field, message, line) => {
    const { postmortem, problems } = checkPostmortem(markdown);
    expect(postmortem).toBeNull();
    const problem = problems.find((each) => each.field === field);
    expect(problem?.message).toContain(message);
    if (line !== null) expect(problem?.line).toBe(line);
    expect(() => parsePostmortem(markdown)).toThrow(field);
  });

  test("all of it at once", () => {
    const { problems } = checkPostmortem(report("id: a\nchain:\n  - step: S\n"));
    expect(problems.map(({ field }) => field)).toEqual(
      expect.arrayContaining(["title", "summary", "system", "scenarios", "lessons", "chain[1].text", "chain[1].kind"]),
    );
  });
});

describe("a report of an attacker ends in a problem", () => {
  test.each([
    ["aliases, which could unfold to gigabytes", report("a: &a [x]\nb: [*a, *a]\n")],
    ["brackets within brackets", report(`${"[".repeat(50_000)}\n`)],
    ["a prototype for a field", report(`${head}${chain}__proto__: {title: x}\n`)],
    ["a book", report(`${head}${chain}`) + "x".repeat(maximumCharacters)],
    ["a tag that asks for code", report(`${head}${chain}source: !!js/function "x"\n`)],
    ["control characters", report("\u0000\u0001\n")],
  ])("%s", (_, markdown) => {
    const { postmortem, problems } = checkPostmortem(markdown);
    expect(postmortem).toBeNull();
    expect(problems).not.toEqual([]);
  });
});

test("a report that fits, with CRLF line ends, a mark of its encoding, and a link without rules", () => {
  const text = `\uFEFF${report(head + chain.replace("    rules: [boot/failed-units]\n", ""))}`.replaceAll("\n", "\r\n");
  expect(parsePostmortem(text)).toMatchObject({ id: "a", body: "Body", chain: [{ supposed: false, rules: [] }] });
});

test("a report may consist of its fields", () => {
  expect(parsePostmortem(`---\n${head}${chain}---`).body).toBe("");
});

describe("hints", () => {
  const known = ["boot/failed-units", "storage/nfs-fstab-no-nofail"];
  const of = (kind: string, rule: string) =>
    parsePostmortem(report(head + chain.replace("trigger", kind).replace("boot/failed-units", rule)));

  test("nothing to say of a latent link with a rule that there is", () => {
    expect(hintsOf(of("latent", "boot/failed-units"), known)).toEqual([]);
  });

  test("a slip of the pen is named with what was meant", () => {
    expect(hintsOf(of("latent", "boot/failed-unit"), known)[0]).toBe(
      "boot/failed-unit is no rule of this version: did you mean boot/failed-units?",
    );
    expect(hintsOf(of("latent", "moon/full-tonight"), known)[0]).toBe("moon/full-tonight is no rule of this version.");
  });

  test("an incident with which nothing can be compared", () => {
    expect(hintsOf(of("consequence", "boot/failed-units"), known)).toEqual([expect.stringContaining("no host can be compared")]);
  });

  test("rules of consequences and triggers expose nobody", () => {
    expect(exposingRules(of("blind-spot", "a/b"))).toEqual(["a/b"]);
    expect(exposingRules(of("trigger", "a/b"))).toEqual([]);
  });
});
