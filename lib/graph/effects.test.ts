import { describe, expect, test } from "vitest";
import { rules } from "#lib/rules/index.ts";
import type { AnyRule } from "#lib/rules/rule.ts";
import { bandOf, severityOf } from "#lib/rules/severity.ts";
import { modelledRules, rulesWithoutEffect } from "./effects/none.ts";
import { apartRule, effects } from "./effects.ts";

/** Rules about the fleet are what the graph itself shows, or about who is told: they are no host's findings. */
const ofHosts = rules.filter(({ scope }) => scope !== "fleet");
const isLoud = ({ likelihood, impact }: AnyRule) => bandOf(severityOf(likelihood, impact)) >= bandOf("high");

describe("what findings make of the graph", () => {
  const known = [...Object.keys(effects), ...Object.keys(modelledRules), ...Object.keys(rulesWithoutEffect)];

  test("each rule that is high or worse by itself has an effect, is modelled by the union, or is said to change nothing", () => {
    const loud = ofHosts.filter(isLoud).map(({ id }) => id);
    expect(loud.length).toBeGreaterThan(60);
    expect(loud.filter((id) => !known.includes(id))).toEqual([]);
  });

  test("none of them is in two of these, and each is a rule about a host", () => {
    expect(known.filter((id, index) => known.indexOf(id) !== index)).toEqual([]);
    expect([...known, apartRule].filter((id) => !ofHosts.some((rule) => rule.id === id))).toEqual([]);
  });

  test("what says why nothing follows is a sentence", () => {
    const reasons = [...Object.values(modelledRules), ...Object.values(rulesWithoutEffect)];
    expect(reasons.filter((reason) => reason.split(" ").length < 4 || reason.endsWith("."))).toEqual([]);
  });

  test("an effect comes at an event of which its rule speaks", () => {
    const scenariosOf = { boot: ["reboot", "power-loss"], refit: ["hardware-fault"], reload: ["network-change"] } as const;
    const strange = Object.entries(effects).flatMap(([id, all]) => {
      const rule = rules.find((one) => one.id === id);
      return all.flatMap(({ when }) =>
        when
          .filter((one) => one === "boot" || one === "refit" || one === "reload")
          .filter((one) => !scenariosOf[one].some((scenario) => rule?.scenarios.includes(scenario)))
          .map((one) => `${id} ${one}`),
      );
    });
    expect(strange).toEqual(expectedStrange);
  });

  test("the words of a cell fit into it, and stand with what only makes poorer", () => {
    const all = Object.values(effects).flat();
    expect(all.flatMap(({ short = "" }) => (short.length > 16 ? short : []))).toEqual([]);
    expect(all.filter(({ of, becomes, short }) => of === "host" && becomes === "degraded" && short === undefined)).toEqual([]);
  });
});

/** Effects of what is so now, and still is at an event of another scenario than that of which the rule speaks. */
const expectedStrange = [
  "nic/configured-interface-absent reload",
  "nic/mac-pin-stale reload",
  "dns/nameserver-unreachable boot",
  "storage/fstab-entry-not-mounted boot",
  "storage/remote-fs-not-responding boot",
];
