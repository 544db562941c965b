import { expect, test } from "vitest";
import { countStates, type RuleState } from "#lib/engine/rule-standing.ts";
import type { Scenario } from "#lib/rules/rule.ts";
import type { Severity } from "#lib/rules/severity.ts";
import { fittingRules, type RuleRow, rulesHref, rulesViewOf } from "./rules-view.ts";

function row(id: string, severity: Severity, states: RuleState[] | null = null, scenarios: Scenario[] = ["reboot"]): RuleRow {
  const rule = { id, family: id.split("/")[0] ?? "", title: `Title of ${id}`, severity, scenarios, asRoot: false };
  return { rule, counts: states && countStates(states), fleet: null };
}
const rows = [
  row("storage/low-one", "low"),
  row("storage/bad-one", "critical", ["fails"]),
  row("boot/other", "high", ["unknown"], ["dns-loss"]),
];
const ids = (view: Parameters<typeof rulesViewOf>[0]) =>
  fittingRules(rows, rulesViewOf(view)).map((group) => [group.family, ...group.rows.map(({ rule }) => rule.id)]);

test("rules stand by family, the worst first", () => {
  expect(ids({})).toEqual([
    ["boot", "boot/other"],
    ["storage", "storage/bad-one", "storage/low-one"],
  ]);
});

test("filters leave what fits", () => {
  expect(ids({ severity: "high" })).toEqual([
    ["boot", "boot/other"],
    ["storage", "storage/bad-one"],
  ]);
  expect(ids({ state: "fails" })).toEqual([["storage", "storage/bad-one"]]);
  expect(ids({ state: "unknown", scenario: "dns-loss" })).toEqual([["boot", "boot/other"]]);
  expect(ids({ text: "title LOW" })).toEqual([["storage", "storage/low-one"]]);
  expect(ids({ text: "booting" })).toEqual([["boot", "boot/other"]]);
});

test("a view is an address; what does not fit is left out", () => {
  const view = { severity: "high", scenario: "reboot", state: "fails", text: "a b" } as const;
  expect(rulesViewOf(Object.fromEntries(new URL(rulesHref(view, {}), "http://x").searchParams))).toEqual(view);
  expect(rulesViewOf({ severity: "low", state: "passes", scenario: "x", text: "" })).toEqual({});
  expect(rulesHref({ text: "a" }, { text: undefined })).toBe("/rules");
});
