import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { playScenario } from "./scenarios/play-scenario.ts";
import { readScenarios } from "./scenarios/read-scenarios.ts";

const folder = new URL("./scenarios/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".scenario"));
const all = files.map((file) => ({ file, scenarios: readScenarios(file, readFileSync(new URL(file, folder), "utf8")) }));

for (const { file, scenarios } of all) {
  describe(file.replace(".scenario", ""), () => {
    test.each(scenarios.map((scenario) => [scenario.title, scenario] as const))("%s", (_, scenario) => {
      expect(scenario.expects.length).toBeGreaterThan(0);
      expect(playScenario(scenario)).toEqual([]);
    });
  });
}

test("titles are told apart", () => {
  const titles = all.flatMap(({ scenarios }) => scenarios.map(({ title }) => title));
  expect(new Set(titles).size).toBe(titles.length);
});
