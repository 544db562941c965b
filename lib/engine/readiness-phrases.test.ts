import { expect, test } from "vitest";
import { rules } from "#lib/rules/index.ts";
import { bandOf, severityOf } from "#lib/rules/severity.ts";
import { phrases } from "./readiness-phrases.ts";

test("every rule that has words for a cell is there, and so are the words of every rule that is high or worse by itself", () => {
  const onHost = rules.filter(({ scope }) => scope !== "fleet");
  expect(Object.keys(phrases).filter((id) => !onHost.some((rule) => rule.id === id))).toEqual([]);
  const loud = onHost.filter(({ likelihood, impact }) => bandOf(severityOf(likelihood, impact)) >= bandOf("high"));
  expect(loud.map(({ id }) => id).filter((id) => phrases[id] === undefined)).toEqual([]);
});

test("the words fit into a cell", () => {
  const words = Object.values(phrases).flatMap((own) =>
    Object.values(own).map((phrase) => (typeof phrase === "string" ? phrase : phrase(12))),
  );
  expect(words.filter((text) => text.length > 15)).toEqual([]);
});
