import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AnyProbe, Section, Source } from "#collectors/probe.ts";
import { NotApplicable, NotReadable } from "#collectors/probe.ts";
import { factSchemas } from "#lib/facts/index.ts";
import type { Reading } from "#lib/facts/reading.ts";
import { FailureCause } from "#lib/facts/reading.ts";
import { probes } from "./index.ts";

/*
 * A case is two data files: `<probe>--<case>.txt` is what the host said, `<probe>--<case>.json` the reading that follows.
 * The text has a header line for each section: `==> <source>: <path or command>`, with what came of it in brackets where that is
 * not success: `==> <source> (exit 1): …`, `(denied)`, `(skipped)`, `(exit 255; Option "-j" is unknown)`. A header again with the
 * same name is the next file of a glob or the next item of a list. A source without a header is missing, as an absent file or tool is.
 * `UPDATE_FIXTURES=1 npx vitest run --project unit collectors/probes` writes the .json files; read the diff before you keep it.
 */
const folder = new URL(".", import.meta.url);
const fixtures = new URL("__fixtures__/", folder);
const caseNames = readdirSync(fixtures)
  .filter((name) => name.endsWith(".txt"))
  .map((name) => name.slice(0, -4));
const header = /^==> (\w+)(?: \((exit \d+|[a-z]+)(?:; (.*))?\))?: (.*)$/;
const requiredCases = ["empty-output", "not-installed"];
/** Generous for a machine that does other things too; what it must catch is minutes, not milliseconds. */
const maximumParseMs = 10_000;
const testTimeoutMs = 120_000;
const floodBytes = 512 * 1024;
const floods = [
  " ",
  "\n",
  "a",
  "[",
  '{"a":',
  "a: ",
  "- ",
  "a=a\n",
  "iface a inet static\n",
  "1: a: <UP> mtu 1\n",
  "00:00.0 a [0200]: a [1:1]\n",
];

type AnySections = Record<string, Section | Section[]>;

function isList(source: Source): boolean {
  return "read" in source || "list" in source;
}

function missing(source: Source): Section {
  const name = "read" in source ? source.read : source.exec.join(" ");
  return { source: name, status: "missing", exitStatus: null, text: "", errorText: "", durationMs: 0 };
}

function readCase(probe: AnyProbe, text: string): AnySections {
  const found = new Map<string, Section[]>(Object.keys(probe.sources).map((name) => [name, []]));
  let lines: string[] = [];
  let current: Section | null = null;
  for (const line of text.split("\n")) {
    const match = header.exec(line);
    if (!match) {
      lines.push(line);
      continue;
    }
    if (current) current.text = lines.length > 0 ? `${lines.join("\n")}\n` : "";
    lines = [];
    const [, name = "", outcome = "exit 0", errorText = "", source = ""] = match;
    const sections = found.get(name);
    if (!sections) throw new Error(`${probe.id} has no source named ${name}`);
    const exited = outcome.startsWith("exit ");
    const status = exited ? "ok" : (outcome as Section["status"]);
    current = { source, status, exitStatus: exited ? Number(outcome.slice(5)) : null, text: "", errorText, durationMs: 1 };
    sections.push(current);
  }
  if (current) current.text = lines.join("\n");
  return Object.fromEntries(
    Object.entries(probe.sources).map(([name, source]) => {
      const sections = found.get(name) ?? [];
      return [name, isList(source) ? sections : (sections[0] ?? missing(source))];
    }),
  );
}

function read(probe: AnyProbe, sections: AnySections): Reading<unknown> {
  try {
    return { status: "ok", value: probe.parse(sections) };
  } catch (error) {
    if (error instanceof NotApplicable) return { status: "absent", reason: error.message };
    if (error instanceof NotReadable) return { status: "failed", cause: error.failure, detail: error.message };
    return { status: "failed", cause: "unparsable", detail: error instanceof Error ? error.message : String(error) };
  }
}

function expectFit(probe: AnyProbe, reading: Reading<unknown>) {
  if (reading.status !== "ok") return;
  const fit = factSchemas[probe.fact].safeParse(reading.value);
  expect(fit.error?.issues ?? []).toEqual([]);
}

test("the registry is the folder, sorted", () => {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && name !== "index.ts")
    .map((name) => name.slice(0, -3));
  expect(probes.map((probe) => probe.id)).toEqual(files.sort());
});

test("each case belongs to a probe and has its expected reading", () => {
  const stems = new Set(readdirSync(fixtures).map((name) => name.replace(/\.(txt|json)$/, "")));
  expect([...stems].filter((name) => !caseNames.includes(name))).toEqual([]);
  const ids: string[] = probes.map((probe) => probe.id);
  expect(caseNames.filter((name) => !ids.includes(name.split("--")[0] ?? ""))).toEqual([]);
});

describe.each(probes.map((probe) => [probe.id, probe] as const))("%s", (id, probe) => {
  const own = caseNames.filter((name) => name.startsWith(`${id}--`));

  test("has a real case and the two cases that every probe meets", () => {
    const names = own.map((name) => name.slice(id.length + 2));
    expect(names).toEqual(expect.arrayContaining(requiredCases));
    expect(names.length).toBeGreaterThan(requiredCases.length);
  });

  test("names only its own sources in `unless`", () => {
    const names = Object.keys(probe.sources);
    const named = Object.values(probe.sources).flatMap((source) => ("unless" in source && source.unless ? [source.unless] : []));
    expect(named.filter((name) => !names.includes(name))).toEqual([]);
  });

  test.each(own)("%s", (name) => {
    const reading = read(probe, readCase(probe, readFileSync(new URL(`${name}.txt`, fixtures), "utf8")));
    expectFit(probe, reading);
    const expected = new URL(`${name}.json`, fixtures);
    if (process.env.UPDATE_FIXTURES) writeFileSync(expected, `${JSON.stringify(reading, null, 2)}\n`);
    expect(reading).toStrictEqual(JSON.parse(readFileSync(expected, "utf8")));
  });

  test("makes a value that fits, or an error, of anything a host may say", { timeout: testTimeoutMs }, () => {
    const seeds = own.flatMap((name) => Object.values(readCase(probe, readFileSync(new URL(`${name}.txt`, fixtures), "utf8"))).flat());
    fc.assert(
      fc.property(anySections(probe, seeds), (sections) => {
        const startedAt = performance.now();
        expectFit(probe, read(probe, sections));
        expect(performance.now() - startedAt).toBeLessThan(maximumParseMs);
      }),
      { numRuns: 150 },
    );
  });

  test.each(floods)("is done in time with a flood of %j", { timeout: testTimeoutMs }, (unit) => {
    const text = unit.repeat(Math.ceil(floodBytes / unit.length));
    const names = Object.keys(probe.sources);
    for (const flooded of [names, ...names.map((name) => [name])]) {
      const sections = Object.fromEntries(
        Object.entries(probe.sources).map(([name, source]) => {
          const flood: Section = { ...missing(source), status: "ok", exitStatus: 0, text };
          const section = flooded.includes(name) ? flood : missing(source);
          return [name, isList(source) ? [section] : section];
        }),
      );
      const startedAt = performance.now();
      expectFit(probe, read(probe, sections));
      expect(performance.now() - startedAt).toBeLessThan(maximumParseMs);
    }
  });
});

/** Sections of any status: text is noise, or a real output cut, doubled or with a line of noise in it. */
function anySections(probe: AnyProbe, seeds: readonly Section[]): fc.Arbitrary<AnySections> {
  const noise = fc.oneof(fc.string({ unit: "binary", maxLength: 80 }), fc.json(), fc.stringMatching(/^[\w:./@<>=,[\]"{}' \n\t-]{0,60}$/));
  const real = fc.constantFrom("", ...seeds.map((section) => section.text));
  const mixed = fc
    .tuple(real, noise, fc.nat(), fc.nat())
    .map(([text, extra, from, to]) => text.slice(0, from % (text.length + 1)) + extra + text.slice(to % (text.length + 1)));
  const status = fc.oneof(
    { weight: 4, arbitrary: fc.constant<Section["status"]>("ok") },
    fc.constantFrom<Section["status"][]>("missing", "skipped", ...FailureCause.options),
  );
  const section = (source: Source) =>
    fc.record<Section>({
      source: fc.constantFrom(missing(source).source, ...seeds.map((seed) => seed.source)),
      status,
      exitStatus: fc.constantFrom(0, 0, 0, 1, 2, 127, 255, null),
      text: fc.oneof(real, noise, mixed),
      errorText: fc.constantFrom("", "Permission denied"),
      durationMs: fc.constant(1),
    });
  const entries = Object.entries(probe.sources).map(
    ([name, source]) => [name, isList(source) ? fc.array(section(source), { maxLength: 3 }) : section(source)] as const,
  );
  return fc.record(Object.fromEntries<fc.Arbitrary<Section | Section[]>>(entries));
}
