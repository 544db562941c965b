import { describe, expect, test } from "vitest";
import { describeNeeds, judge } from "#lib/rules/testing/rule-cases.ts";
import { guest, identity, type SomeFacts } from "#lib/rules/testing/testing.ts";
import { onbootNotRunning as rule } from "./onboot-not-running.ts";

const vm = (id: string, name: string, over = {}) => guest(name, { id, platform: "qemu", running: false, state: "stopped", ...over });
const base: SomeFacts = { identity: identity({ system: "proxmox" }), guests: [vm("107", "trading-dash")] };

describeNeeds(rule, base);

test("each stopped guest is a finding of its own, by VMID, and says how many are down", () => {
  const guests = [...["101", "102", "103"].map((id) => vm(id, `k8cluster${id}`)), vm("107", "trading-dash", { running: true })];
  const { findings } = judge(rule, { ...base, guests });
  expect(findings.map((finding) => finding.fingerprint)).toEqual(
    ["101", "102", "103"].map((id) => `guests/onboot-not-running|host:kvm-01|${id}`),
  );
  expect(findings[0]).toMatchObject({
    severity: "high",
    title: "k8cluster101 (VM 101) is set to start at boot and is not running",
    observed: "stopped; 3 of 4 such guests are down",
    remedy: { verify: "qm status 101" },
  });
});

describe("a finding", () => {
  test.each<[string, SomeFacts, string]>([
    ["medium: one ordinary guest", {}, "medium"],
    ["high: a guest with an infrastructure role", { guests: [vm("103", "k8cp1")] }, "high"],
    ["a libvirt guest with autostart", { guests: [guest("9800-WLC-02", { running: false, state: "shut off" })] }, "high"],
    ["HA wants it started, whatever onboot says", { guests: [vm("104", "app", { onboot: false, haState: "started" })] }, "medium"],
    ["HA ignores it, so onboot counts", { guests: [vm("104", "app", { haState: "ignored" })] }, "medium"],
    ["a retired guest that still starts at boot", { guests: [vm("206", "k8s-node6", { tags: ["retired"] })] }, "medium"],
  ])("%s", (_, facts, severity) => {
    expect(judge(rule, { ...base, ...facts }).findings.map((finding) => finding.severity)).toEqual([severity]);
  });
});

describe("not a finding", () => {
  test.each<[string, SomeFacts]>([
    ["the catalogue's sound state: running", { guests: [vm("101", "k8s-cp1", { running: true })] }],
    ["a template", { guests: [vm("900", "tmpl", { template: true })] }],
    ["stopped and not set to start", { guests: [vm("108", "win-test", { onboot: false })] }],
    ["tagged maintenance", { guests: [vm("107", "dash", { tags: ["Maintenance"] })] }],
    ["the standby half of a pair", { guests: [vm("105", "web", { tags: ["standby"] })] }],
    ["HA wants it stopped", { guests: [vm("104", "app", { haState: "stopped" })] }],
    ["an HA service that moved: its configuration is on the other node", { guests: [] }],
  ])("%s", (_, facts) => {
    expect(judge(rule, { ...base, ...facts })).toMatchObject({ verdict: "passed" });
  });
});

describe("unknown", () => {
  test.each<[string, SomeFacts, string]>([
    ["the first 15 minutes after boot", { identity: identity({ uptimeSeconds: 300 }) }, "booted 5 min ago"],
    ["no uptime", { identity: identity({ uptimeSeconds: null }) }, "uptime"],
    ["states that could not be read", { guests: [vm("101", "a", { running: null, state: null })] }, "state of 1 guest"],
  ])("%s", (_, facts, because) => {
    const result = judge(rule, { ...base, ...facts });
    expect(result.verdict).toBe("unknown");
    expect(result.because).toContain(because);
  });
});
