import { describe, expect, test } from "vitest";
import { declared } from "#lib/rules/testing/context-testing.ts";
import { address, port, vlanBridge } from "#lib/rules/testing/network-testing.ts";
import { describeNeeds, judge } from "#lib/rules/testing/rule-cases.ts";
import { anyTime, guest, nic, type SomeFacts } from "#lib/rules/testing/testing.ts";
import { uplinkPvidMismatch as rule } from "./uplink-pvid-mismatch.ts";

const addresses = [address("br-mgmt", "10.50.1.111/24")];
const bridge = (own: string, ...ports: ReturnType<typeof port>[]) => ({ addresses, bridgeVlans: [vlanBridge("br-mgmt", own, ports)] });
const hooked = guest("bind-02", { nics: [nic({ device: "vnet2", vlanTag: null })] });
const asked = guest("bind-02", { nics: [nic({ device: "vnet2", vlanTag: 100 })] });
const eno8 = (table: string) => port("eno8", "uplink", table);

describeNeeds(rule, bridge("100p", eno8("1p")));

test("names the three numbers and lets the VLAN out with a roll-back", () => {
  const { findings } = judge(rule, bridge("100p", eno8("1p 10-40")));
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    fingerprint: "bridge/uplink-pvid-mismatch|host:kvm-01|br-mgmt",
    severity: "high",
    title: "The host is in VLAN 100 on br-mgmt, and no uplink carries VLAN 100: it has no way out",
    observed: "br-mgmt PVID 100; eno8 PVID 1 with VLANs 1, 10–40",
  });
  expect(findings[0]?.remedy.steps[1]).toBe(
    "`systemd-run --on-active=180 --unit=vlan-roll-back bridge vlan del dev eno8 vid 100`: takes the change back after 180 s unless you stop it.",
  );
  expect(findings[0]?.remedy.risk).toContain("Never over SSH alone");
  expect(findings[0]?.remedy.verify).toBe("bridge vlan show dev eno8");
});

describe("a finding", () => {
  test.each<[string, SomeFacts, string]>([
    ["an uplink without PVID and without the host's VLAN", bridge("100p", eno8("10 20")), "high"],
    ["the host's VLAN leaves untagged and comes back in another", bridge("100p", eno8("1p 100u")), "high"],
    ["an uplink with an empty table", bridge("1p", eno8("")), "high"],
    ["two uplinks with different PVIDs", bridge("1p", eno8("1p"), port("eno9", "uplink", "100p")), "medium"],
    ["the same on a bridge without address", { ...bridge("", eno8("1p"), port("eno9", "uplink", "100p")), addresses: [] }, "medium"],
    [
      "bridge and uplink agree, a hook put the guests elsewhere: the switch side is not known",
      { ...bridge("1p", eno8("1p 100"), port("vnet2", "guest", "100p")), guests: [hooked] },
      "info",
    ],
  ])("%s", (_, facts, severity) => {
    const { verdict, findings } = judge(rule, facts);
    expect([verdict, findings.map((one) => one.severity)]).toEqual(["failed", [severity]]);
  });
});

const said = (nativeVlan: number | null, daysAgo = 1) =>
  declared({
    kind: "switch-port",
    interface: "eno8",
    switch: "sw1",
    port: "12",
    nativeVlan,
    allowedVlans: null,
    declaredAt: new Date(anyTime.getTime() - daysAgo * 86_400_000).toISOString(),
  });
const elsewhere = { ...bridge("1p", eno8("1p 100"), port("vnet2", "guest", "100p")), guests: [hooked] };

describe("with a declared switch port", () => {
  test.each([
    ["its native VLAN is another", { declared: [said(100)] }, "high", "confirmed"],
    ["it takes no untagged frame", { declared: [said(null)] }, "high", "confirmed"],
    ["it was another more than half a year ago", { declared: [said(100, 181)] }, "high", "suspected"],
    ["it was the same more than half a year ago: nobody knows today", { declared: [said(1, 181)] }, "info", "confirmed"],
    ["the newest word counts", { declared: [said(1, 30), said(100, 2)] }, "high", "confirmed"],
  ])("%s", (_, facts, severity, confidence) => {
    const { findings } = judge(rule, { ...elsewhere, ...facts });
    expect(findings.map((one) => [one.severity, one.confidence])).toEqual([[severity, confidence]]);
  });

  test("a trunk whose users are all tagged has no untagged frame to lose", () => {
    const trunk = { ...bridge("1p 100", eno8("1p 100")), addresses: [address("br-mgmt.100", "10.50.1.111/24")] };
    expect(judge(rule, { ...trunk, declared: [said(null)] })).toMatchObject({ verdict: "passed", findings: [] });
  });

  test("its native VLAN is the uplink's: nothing is left to ask", () => {
    expect(judge(rule, { ...elsewhere, declared: [said(1)] })).toMatchObject({ verdict: "passed", findings: [] });
    expect(judge(rule, { ...bridge("100p", eno8("100p")), declared: [said(100)] })).toMatchObject({ verdict: "passed", findings: [] });
  });
});

describe("not a finding", () => {
  test.each<[string, SomeFacts]>([
    ["bridge and uplink agree", bridge("100p", eno8("100p"), port("vnet2", "guest", "100p"))],
    [
      "a trunk without PVID, and the host on tagged interfaces only",
      { ...bridge("1p 100", eno8("100 110")), addresses: [address("br-mgmt.100", "10.50.1.111/24")] },
    ],
    ["the host's VLAN goes out tagged", bridge("100p", eno8("1p 100"))],
    ["the host's VLAN goes out in a range", bridge("100p", eno8("1p 2-4094"))],
    ["PVID 1 everywhere", bridge("1p", eno8("1p"), port("vnet2", "guest", "1p"))],
    ["a guest that asks for its VLAN", { ...bridge("1p", eno8("1p 100"), port("vnet2", "guest", "100p")), guests: [asked] }],
    ["a guest of which nothing was read", bridge("1p", eno8("1p 100"), port("vnet2", "guest", "100p"))],
    ["management on another card", { ...bridge("100p", eno8("1p")), addresses: [address("eno1", "10.0.0.1/24")] }],
    ["a bond as uplink: its members are no ports of the bridge", bridge("1p", port("bond0", "uplink", "1p"))],
    ["one of two uplinks has no PVID", bridge("1p", eno8("1p"), port("eno9", "uplink", "10"))],
    ["a bridge without uplink", bridge("100p", port("vnet2", "guest", "1p"))],
  ])("%s", (_, facts) => {
    expect(judge(rule, facts)).toMatchObject({ verdict: "passed", findings: [] });
  });

  test("VLAN filtering is off", () => {
    const facts = bridge("100p", eno8("1p"));
    const unaware = facts.bridgeVlans.map((one) => ({ ...one, vlanFiltering: false }));
    expect(judge(rule, { ...facts, bridgeVlans: unaware })).toMatchObject({
      verdict: "not-applicable",
      because: "VLAN filtering is off on br-mgmt",
    });
  });
});
