import { expect, test } from "vitest";
import { asks, fleetOf, onShare, partGuest, partMount } from "#lib/rules/testing/fleet-graph-testing.ts";
import { describeRule, judge } from "#lib/rules/testing/rule-cases.ts";
import { noColdStartOrder as rule } from "./no-cold-start-order.ts";

const nas = (number: number, over = {}) => partGuest(`nas-${number}`, { addresses: [`10.0.0.${number}`], ...over });
const mount = (number: number, over = {}) => ({ mounts: [partMount(`10.0.0.${number}`, `/mnt/nas-${number}`, over)] });
/** Each of two hosts requires a share at boot that a guest of the other serves. */
const crossed = (over = {}) => fleetOf({ a: { ...mount(2, over), guests: [nas(1)] }, b: { ...mount(1), guests: [nas(2)] } });

describeRule(
  rule,
  { graph: crossed() },
  {
    fails: {
      "two hosts wait for each other's storage": [
        {},
        {
          severity: "high",
          confidence: "inferred",
          observed: expect.stringContaining(
            "ring of 8 needs: nas-1 → a → /mnt/nas-2 → 10.0.0.2 → nas-2 → b → /mnt/nas-1 → 10.0.0.1 → nas-1",
          ),
        },
      ],
      "storage whose own disk lies on the other": [
        {
          graph: fleetOf({
            a: { ...mount(2, { atBoot: "optional" }), guests: [nas(1, onShare("/mnt/nas-2"))] },
            b: { ...mount(1, { atBoot: "optional" }), guests: [nas(2, onShare("/mnt/nas-1"))] },
          }),
        },
        "high",
      ],
    },
    passes: {
      "one mount of the two is soft: an automount": { graph: crossed({ atBoot: "optional" }) },
      "the rule about names tells it": {
        graph: fleetOf({
          a: { ...asks("10.0.0.9"), mounts: [partMount("nas", "/mnt/nas")], guests: [partGuest("bind", { addresses: ["10.0.0.9"] })] },
        }),
      },
      "the rule about a host's own storage tells it": { graph: fleetOf({ a: { ...mount(1), guests: [nas(1)] } }) },
      "an order exists": { graph: fleetOf({ a: { guests: [nas(1)] }, b: mount(1) }) },
    },
    unknown: { "mounts that were not read": { graph: fleetOf({ a: { unread: ["fstab"] } }) } },
    notApplicable: { "no host at all": { graph: fleetOf({}) } },
  },
);

test("the cheapest cut first, and the order of the rest", () => {
  const graph = fleetOf({ a: { ...mount(2), guests: [nas(1)] }, b: { ...mount(1), guests: [nas(2)] }, c: { guests: [partGuest("web")] } });
  const [finding] = judge(rule, { graph }).findings;
  expect(finding?.remedy.steps[0]).toMatch(/ needs \/mnt\/nas-\d: add nofail,x-systemd.automount to the line$/);
  expect(finding?.remedy.steps.at(-1)).toBe("By hand until then, wait for each stage: 1. c; 2. web");
});
