import { expect, test } from "vitest";
import { resolver } from "#lib/rules/testing/network-testing.ts";
import { guest, identity, nic, readingsOf, type SomeFacts } from "#lib/rules/testing/testing.ts";
import { fleetVerdicts } from "./fleet-findings.ts";
import { printOutcomes } from "./print.ts";

const startedAt = new Date("2026-05-01T12:00:00Z");
const visit = (hostname: string, facts: SomeFacts = {}) => ({
  target: hostname,
  visited: { readings: readingsOf({ identity: identity({ hostname }), ...facts }), startedAt, durationMs: 10, error: null },
});
const dns = guest("bind", { nics: [nic({ addresses: ["10.0.0.53"] })] });
const asks = { resolver: resolver("10.0.0.53") };

test("what several hosts show together is found, and printed below them", () => {
  const verdicts = fleetVerdicts([visit("kvm-01", { guests: [dns], ...asks }), visit("kvm-02", asks)]);
  const found = verdicts.flatMap(({ findings }) => findings);
  expect(found.map(({ rule, subject }) => `${rule} ${subject}`)).toEqual(["cascade/all-dns-on-one-host kvm-01"]);
  const page = printOutcomes([], (id) => id, { paint: (_, text) => text, columns: 100 }, verdicts);
  expect(page).toContain("all hosts  together");
  expect(page).toContain("Without kvm-01 no name is answered");
});

test("one host alone shows nothing of the kind, nor does it twice", () => {
  const alone = visit("kvm-01", { identity: identity({ hostname: "kvm-01", machineId: "a1" }), guests: [dns], ...asks });
  expect(fleetVerdicts([alone])).toEqual([]);
  expect(fleetVerdicts([alone, { ...alone, target: "10.0.0.1" }])).toEqual([]);
});
