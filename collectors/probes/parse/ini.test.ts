import { expect, test } from "vitest";
import { iniBoolean, iniSections, iniValue, iniValues } from "./ini.ts";

const text = "lost=1\n[Match]\n# note\nName=a b \\\n; still a note\n  c\n\n[Address]\nAddress=1\n[Address]\nAddress = 2\nnonsense\n=3\n";

test("sections stay apart, comments go, continued lines join", () => {
  const sections = iniSections(text);
  expect(sections.map(({ name, line }) => [name, line])).toEqual([
    ["Match", 1],
    ["Address", 7],
    ["Address", 9],
  ]);
  expect(iniValue(sections, "Match", "Name")).toBe("a b c");
  expect(iniValues(sections, "Address", "Address")).toEqual([
    { key: "Address", value: "1", line: 8 },
    { key: "Address", value: "2", line: 10 },
  ]);
  expect(iniValue(sections, "Match", "MACAddress")).toBeNull();
});

test("an empty value clears what stood before", () => {
  expect(iniValues(iniSections("[N]\nA=1\nA=\nA=2"), "N", "A").map((entry) => entry.value)).toEqual(["2"]);
});

test("a long chain of continued lines takes no long time", () => {
  const startedAt = performance.now();
  iniSections(`[N]\nA=${"\\\n".repeat(100_000)}`);
  expect(performance.now() - startedAt).toBeLessThan(1000);
});

test("yes and no in all their spellings", () => {
  expect(["1", "yes", "TRUE", "on"].map(iniBoolean)).toEqual([true, true, true, true]);
  expect(["0", "no", "False", "off"].map(iniBoolean)).toEqual([false, false, false, false]);
  expect([iniBoolean("maybe"), iniBoolean(null)]).toEqual([null, null]);
});
