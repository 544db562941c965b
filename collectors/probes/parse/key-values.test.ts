import { expect, test } from "vitest";
import { keyValues } from "./key-values.ts";

function values(text: string): Record<string, string> {
  return Object.fromEntries([...keyValues(text)].map(([key, { value }]) => [key, value]));
}

test("quotes go, comments go, the last assignment counts", () => {
  expect(values("# c\nA=1\nB=\"two words\"\nC='$x'\nD=4 # tail\nA=5\n =bad\n9X=1\nE=")).toEqual({
    A: "5",
    B: "two words",
    C: "$x",
    D: "4",
    E: "",
  });
});

test("a quote that never ends takes the rest", () => {
  expect(values('A="x\nB=y')).toEqual({ A: "x", B: "y" });
});

test("lines are counted from 0", () => {
  expect(keyValues("\nA=1").get("A")).toEqual({ value: "1", line: 1 });
});
