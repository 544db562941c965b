import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeHost } from "#lib/engine/evaluate.ts";
import type { RuleResult } from "#lib/engine/judgement.ts";
import { factNames, type Readings } from "#lib/facts/index.ts";
import { FailureCause } from "#lib/facts/reading.ts";
import { contextNames } from "#lib/rules/context.ts";
import { rules } from "#lib/rules/index.ts";
import { severities } from "#lib/rules/severity.ts";
import { anyTime, fstab, guest, identity, mount, names, readingsOf } from "#lib/rules/testing/testing.ts";
import { type CheckedHost, CheckReport, ReportFinding, ReportHost, toCheckReport, worstFirst } from "./check-report.ts";

function checked(readings: Readings, target = "root@kvm-01"): CheckedHost {
  return { target, collectedAt: anyTime, durationMs: 1402.7, readings, judgement: judgeHost(readings, { hostId: target }, anyTime) };
}

/** A Proxmox host whose NFS line, node name and stopped guest are faults. */
const faulty = readingsOf({
  identity: identity({ hostname: "pve1", system: "proxmox" }),
  fstab: fstab("nas-01:/vms /mnt/nas nfs defaults 0 0"),
  mounts: [mount("/", "ext4", "/dev/sda2")],
  mountUnits: [],
  names: names("pve1", "127.0.0.1 localhost", "127.0.1.1 pve1"),
  guests: [guest("dns", { platform: "qemu", id: "104", running: false, state: "stopped" })],
});

function unreachable(cause: FailureCause): Readings {
  const reading = { status: "failed", cause, detail: "[10.0.0.9]:22 refuses the connection." } as const;
  return Object.fromEntries(factNames.map((name) => [name, reading]));
}

/** What a run without declarations, memory and other hosts can judge. */
const judged = rules.filter((rule) => !contextNames.some((name) => rule.needs.includes(name)));

describe("the public JSON", () => {
  const report = toCheckReport([checked(faulty), checked(unreachable("unreachable"), "10.0.0.9")]);
  const [host, silent] = report.hosts;

  test("is exactly what the schema says, also as text", () => {
    expect(CheckReport.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
    const more = { ...report, hosts: report.hosts.map((one) => ({ ...one, more: 1 })) };
    expect(CheckReport.safeParse(more).success).toBe(false);
  });

  test("tells of a host what was judged", () => {
    expect(host).toMatchObject({
      target: "root@kvm-01",
      name: "pve1",
      system: "proxmox",
      collectedAt: "2026-05-01T12:00:00.000Z",
      durationMs: 1403,
    });
    const found = host?.findings.map(({ rule }) => rule);
    expect(found).toEqual(
      expect.arrayContaining(["storage/nfs-fstab-no-nofail", "boot/pve-hostname-resolves-to-loopback", "guests/onboot-not-running"]),
    );
    for (const finding of host?.findings ?? []) expect([finding.rule, finding.evidence.length]).not.toEqual([finding.rule, 0]);
    expect(Object.values(host?.verdicts ?? {}).reduce((sum, number) => sum + number)).toBe(judged.length);
    expect(host?.unknown).toHaveLength(host?.verdicts.unknown ?? -1);
    expect(host?.readings).toMatchObject({ fstab: "ok", clusterConfig: "failed:unreachable" });
  });

  test("findings stand worst first", () => {
    const bands = (host?.findings ?? []).map(({ severity }) => severities.indexOf(severity));
    expect(bands.length).toBeGreaterThan(2);
    expect(bands).toEqual(bands.toSorted((one, other) => other - one));
  });

  test("a host that was not visited has an entry in which nothing is healthy", () => {
    expect(silent).toMatchObject({
      target: "10.0.0.9",
      name: "10.0.0.9",
      system: "unknown",
      coverage: 0,
      verdicts: { passed: 0, notApplicable: 0, failed: 1 },
    });
    expect(silent?.findings.map(({ rule }) => rule)).toEqual(["self/probe-incomplete"]);
    expect(silent?.unknown).toHaveLength(judged.length - 1);
    expect(Object.keys(silent?.readings ?? {})).toEqual(factNames);
    expect(new Set(Object.values(silent?.readings ?? {}))).toEqual(new Set(["failed:unreachable"]));
  });

  test("what all hosts together leave undecided stands beside what they show", () => {
    const together = { rule: "cascade/dns-mount-cycle", verdict: "unknown", because: "pve2 was not read in full", findings: [] };
    const { fleet } = toCheckReport([], [{ ...together, likelihood: 3, impact: 3 } as RuleResult]);
    expect(fleet).toEqual({ findings: [], unknown: [{ rule: together.rule, because: together.because }] });
  });

  test.each(FailureCause.options)("a reading that failed as %s is one of the contract", (cause) => {
    expect(CheckReport.parse(toCheckReport([checked(unreachable(cause))])).hosts[0]?.readings.fstab).toBe(`failed:${cause}`);
  });
});

test("the order of findings does not depend on the order they come in", () => {
  const some = checked(faulty).judgement.findings;
  fc.assert(
    fc.property(fc.shuffledSubarray(some, { minLength: some.length }), (shuffled) => {
      expect(worstFirst(shuffled)).toEqual(worstFirst(some));
    }),
  );
});

describe("docs/check-json.md", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/check-json.md"), "utf8");
  const example: unknown = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? "null");

  test("its example is what the schema says, with every field", () => {
    const { hosts } = CheckReport.parse(example);
    expect(Object.keys(hosts[0] ?? {})).toEqual(Object.keys(ReportHost.shape));
    expect(Object.keys(hosts[0]?.findings[0] ?? {})).toEqual(Object.keys(ReportFinding.shape));
  });

  test("its example could be one: known rules and facts, and numbers that agree", () => {
    const [host] = CheckReport.parse(example).hosts;
    expect(host?.unknown).toHaveLength(host?.verdicts.unknown ?? -1);
    const ids: string[] = rules.map(({ id }) => id);
    for (const { rule } of [...(host?.findings ?? []), ...(host?.unknown ?? [])]) expect(ids).toContain(rule);
    for (const fact of Object.keys(host?.readings ?? {})) expect(factNames).toContain(fact);
  });

  test("its table explains every field", () => {
    const fields = new Set([...Object.keys(ReportHost.shape), ...Object.keys(ReportFinding.shape)]);
    const explained = page
      .split("\n")
      .filter((line) => line.startsWith("| `"))
      .join("\n");
    for (const field of fields) expect(explained).toContain(`\`${field}\``);
  });
});
