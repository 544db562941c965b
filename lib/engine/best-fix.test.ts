import { describe, expect, test } from "vitest";
import type { Level } from "#lib/rules/rule.ts";
import { severityOf } from "#lib/rules/severity.ts";
import { fixesByEffect, type ScoredHost } from "./best-fix.ts";

function finding(rule: string, likelihood: Level, impact: Level, target: string, subject = "x") {
  return {
    fingerprint: `${rule}|${target}|${subject}`,
    rule,
    title: rule,
    severity: severityOf(likelihood, impact),
    likelihood,
    impact,
    confidence: "confirmed" as const,
  };
}

function host(name: string, findings: ScoredHost["findings"]): ScoredHost {
  return { hostId: name, name, findings, results: findings.map((one) => ({ ...one, verdict: "failed" as const })) };
}

describe("the fix that helps most", () => {
  test("is the one after which the scores fall furthest", () => {
    const one = host("kvm-01", [finding("boot", 3, 4, "kvm-01"), finding("route", 3, 2, "kvm-01")]);
    const two = host("kvm-02", [finding("route", 3, 2, "kvm-02")]);
    const [best, second] = fixesByEffect([one, two]);
    expect(best).toMatchObject({ rule: "boot", hosts: [{ name: "kvm-01", before: 84, after: 28 }] });
    expect(second).toMatchObject({ rule: "route", hosts: [{ name: "kvm-02", before: 28, after: 0 }] });
  });

  test("closes a cluster's finding once and helps every member", () => {
    const shared = finding("quorum", 4, 3, "cluster:lab");
    const [fix] = fixesByEffect([host("pve2", [shared]), host("pve", [shared])]);
    expect(fix?.fingerprints).toEqual([shared.fingerprint]);
    expect(fix?.hosts.map(({ name }) => name)).toEqual(["pve", "pve2"]);
  });

  test("is not offered where it changes no score", () => {
    const many = Array.from({ length: 200 }, (_, index) => finding("worst", 4, 4, "a", String(index)));
    expect(fixesByEffect([host("a", [...many, finding("small", 1, 2, "a")])]).map((fix) => fix.rule)).toEqual(["worst"]);
    expect(fixesByEffect([host("sound", [])])).toEqual([]);
  });

  test("counts the hosts that it concerns, also those whose score another fault keeps up", () => {
    const held = host("held", [
      ...Array.from({ length: 200 }, (_, index) => finding("worst", 4, 4, "held", String(index))),
      finding("small", 1, 2, "held"),
    ]);
    const small = fixesByEffect([held, host("freed", [finding("small", 1, 2, "freed")])]).find(({ rule }) => rule === "small");
    expect(small).toMatchObject({ concernedHosts: 2, hosts: [{ name: "freed" }] });
  });
});
