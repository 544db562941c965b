import { expect } from "vitest";
import { container, containers } from "#lib/rules/testing/containers-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { readingsOf } from "#lib/rules/testing/testing.ts";
import { recordsLost as rule } from "./records-lost.ts";

const some = (count: number, engine = {}) =>
  containers(
    Array.from({ length: count }, (_, index) => container(`c${index}`)),
    engine,
  );
const before = (count: number) => ({
  baseline: { seenUntil: new Date("2026-04-30T00:00:00Z"), readings: readingsOf({ containers: some(count) }) },
  beforeBoot: null,
});

describeRule(
  rule,
  { containers: some(0, { volumes: 12, images: 0 }), before: before(14) },
  {
    fails: {
      "none of fourteen is left": [
        {},
        {
          severity: "high",
          subject: "docker",
          confidence: "confirmed",
          observed: "0 containers in any state; 14 at an earlier visit; 12 volumes; no image; data in /var/lib/docker",
        },
      ],
      "half of them": [
        { containers: some(7), before: before(14) },
        { severity: "high", title: "docker has 7 containers; there were 14" },
      ],
      "the state before the boot counts first": [
        {
          before: {
            ...before(0),
            beforeBoot: { seenUntil: new Date("2026-04-30T00:00:00Z"), readings: readingsOf({ containers: some(3) }) },
          },
        },
        { observed: expect.stringContaining("3 at an earlier visit") },
      ],
      "volumes alone, without a history": [{ before: undefined }, { severity: "low", confidence: "suspected" }],
    },
    passes: {
      "as many as before": { containers: some(14), before: before(14) },
      "one of two was removed": { containers: some(1), before: before(2) },
      "a fresh host": { containers: some(0), before: before(0) },
      "a fresh host without a history": { containers: some(0), before: undefined },
      "containers that end by design do not count": {
        containers: some(3),
        before: {
          baseline: {
            seenUntil: new Date(0),
            readings: readingsOf({
              containers: containers([
                container("a"),
                container("b"),
                ...Array.from({ length: 9 }, (_, index) => container(`run${index}`, { oneOff: true })),
              ]),
            }),
          },
          beforeBoot: null,
        },
      },
    },
    unknown: { "no container, and nothing else known": { containers: some(0, { volumes: null }), before: undefined } },
  },
);
