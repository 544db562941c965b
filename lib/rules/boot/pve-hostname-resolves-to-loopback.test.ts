import { describe, expect, test } from "vitest";
import { clusterConfig } from "#lib/rules/testing/network-testing.ts";
import { describeNeeds, judge } from "#lib/rules/testing/rule-cases.ts";
import { cite, identity, names, type SomeFacts } from "#lib/rules/testing/testing.ts";
import { pveHostnameResolvesToLoopback as rule } from "./pve-hostname-resolves-to-loopback.ts";

const address = (ip: string, device = "vmbr0") => ({
  interface: device,
  family: 4 as const,
  address: ip,
  prefixLength: 24,
  scope: "global",
  dynamic: false,
  at: cite("ip addr", ip),
});
const base: SomeFacts = {
  identity: identity({ system: "proxmox" }),
  addresses: [address("172.17.0.1", "docker0"), address("192.168.1.10")],
};
const judgeHosts = (...hosts: string[]) => judge(rule, { ...base, names: names("pve1", ...hosts) });

describeNeeds(rule, { ...base, names: names("pve1", "127.0.1.1 pve1") });

test("a node name that is only 127.0.1.1 is critical and gives the line to write", () => {
  const { findings } = judgeHosts("127.0.0.1 localhost", "127.0.1.1 pve1.lan pve1");
  expect(findings).toMatchObject([
    {
      severity: "critical",
      confidence: "confirmed",
      subject: "pve1",
      observed: "/etc/hosts gives pve1: 127.0.1.1 in line 2",
      evidence: [{ source: "/etc/hosts", line: 2, text: "127.0.1.1 pve1.lan pve1" }],
    },
  ]);
  expect(findings[0]?.remedy.steps[0]).toBe("Give /etc/hosts exactly one line for pve1: `192.168.1.10 pve1.lan pve1`");
});

test("the address of a cluster member is the one in corosync.conf", () => {
  const node = { name: "pve1", nodeId: 1, votes: 1, addresses: ["10.9.9.1"], at: cite("corosync.conf", "") };
  const [finding] = judge(rule, {
    ...base,
    clusterConfig: clusterConfig("lab", [], { nodes: [node] }),
    names: names("pve1", "127.0.1.1 pve1"),
  }).findings;
  expect(finding?.remedy.steps[0]).toContain("`10.9.9.1 pve1`");
});

describe("a finding", () => {
  test.each<[string, string[], string]>([
    ["critical: 127.0.1.1 only", ["127.0.1.1 pve1"], "critical"],
    ["critical: ::1 only", ["::1 localhost pve1"], "critical"],
    ["critical: the name in capitals", ["127.0.1.1 PVE1"], "critical"],
    ["high: no entry, so DNS must work at boot", ["127.0.0.1 localhost"], "high"],
    ["high: only the full name, and pmxcfs asks for the short one", ["192.168.1.10 pve1.lan"], "high"],
    ["low: loopback and LAN entries together", ["127.0.1.1 pve1", "192.168.1.10 pve1.lan pve1"], "low"],
    ["high: the address is no longer this host's", ["192.168.1.99 pve1"], "high"],
  ])("%s", (_, hosts, severity) => {
    expect(judgeHosts(...hosts).findings.map((finding) => finding.severity)).toEqual([severity]);
  });
});

describe("not a finding", () => {
  test.each<[string, string[]]>([
    ["the catalogue's sound file", ["127.0.0.1 localhost", "192.168.1.10 pve1.lan pve1"]],
    ["the full name first, the short name as alias on the same line", ["192.168.1.10 pve1.example.org pve1"]],
    ["a commented line: the probe leaves it out", ["192.168.1.10 pve1"]],
  ])("%s", (_, hosts) => {
    expect(judgeHosts(...hosts)).toMatchObject({ verdict: "passed" });
  });

  test("IPv6 only, not loopback", () => {
    const six = { ...address("fd00::10"), family: 6 as const };
    expect(judge(rule, { ...base, addresses: [six], names: names("pve1", "fd00::10 pve1") }).verdict).toBe("passed");
  });

  test("no entry, but nss-myhostname answers with the addresses of this host", () => {
    const own = { ...names("pve1", "127.0.0.1 localhost"), lookupOrder: ["files", "myhostname", "dns"] };
    expect(judge(rule, { ...base, names: own }).verdict).toBe("passed");
  });

  test("plain Debian with 127.0.1.1: no pve-cluster, nothing to say", () => {
    expect(judge(rule, { identity: identity({ system: "libvirt" }), names: names("kvm-01", "127.0.1.1 kvm-01") }).verdict).toBe(
      "not-applicable",
    );
  });

  test("a LAN entry whose address cannot be compared is unknown", () => {
    expect(judge(rule, { ...base, addresses: undefined, names: names("pve1", "192.168.1.10 pve1") }).verdict).toBe("unknown");
  });
});
