import { describe, expect, test } from "vitest";
import { describeNeeds, judge } from "#lib/rules/testing/rule-cases.ts";
import { cite, guest, identity, nic, type SomeFacts } from "#lib/rules/testing/testing.ts";
import { importantGuestWithoutOnboot as rule } from "./important-guest-without-onboot.ts";

const dns = guest("ns1", { id: "100", platform: "qemu", onboot: false });
const base: SomeFacts = { identity: identity(), guests: [dns] };

describeNeeds(rule, base);

test("a role by name is a suspicion, with the command to mend it", () => {
  expect(judge(rule, base).findings).toMatchObject([
    {
      severity: "high",
      confidence: "suspected",
      subject: "ns1",
      title: "ns1 (VM 100) does not start with the host; its role: DNS",
      remedy: { steps: ["`qm set 100 --onboot 1 --startup order=1,up=30`"], verify: "qm config 100" },
    },
  ]);
});

test("a role by address is derived from what this host itself asks", () => {
  const one = guest("vm17", { onboot: false, nics: [nic({ addresses: ["10.0.0.1"] })] });
  const route = {
    table: "main",
    family: 4 as const,
    destination: "default",
    gateway: "10.0.0.1",
    interface: "vmbr0",
    metric: 0,
    protocol: null,
    at: cite("ip route", ""),
  };
  const [finding] = judge(rule, { ...base, guests: [one], routes: [route] }).findings;
  expect(finding).toMatchObject({ confidence: "inferred", title: "vm17 does not start with the host; its role: gateway" });
  expect(finding?.remedy.steps).toEqual(["`virsh autostart vm17`"]);
});

describe("not a finding", () => {
  test.each<[string, SomeFacts]>([
    ["the catalogue's sound guest: onboot: 1", { guests: [{ ...dns, onboot: true }] }],
    ["the standby member of a pair", { guests: [{ ...dns, tags: ["standby"] }] }],
    ["managed by HA", { guests: [{ ...dns, haState: "started" }] }],
    ["tagged lab", { guests: [{ ...dns, tags: ["lab"] }] }],
    ["a domain of libvirt, which has no tags, named as a trial", { guests: [guest("dns-test2", { onboot: false })] }],
    ["not running", { guests: [{ ...dns, running: false }] }],
    ["a template", { guests: [{ ...dns, template: true }] }],
    ["no infrastructure role", { guests: [guest("trading-dash", { onboot: false })] }],
    ["a host that is up for less than seven days", { identity: identity({ uptimeSeconds: 86_400 }) }],
  ])("%s", (_, facts) => {
    expect(judge(rule, { ...base, ...facts })).toMatchObject({ verdict: "passed" });
  });
});

test("a state or an uptime that could not be read is unknown", () => {
  expect(judge(rule, { ...base, guests: [{ ...dns, running: null }] }).verdict).toBe("unknown");
  expect(judge(rule, { ...base, identity: identity({ uptimeSeconds: null }) }).verdict).toBe("unknown");
});
