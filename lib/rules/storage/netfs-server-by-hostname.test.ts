import { describe, expect, test } from "vitest";
import { resolver } from "#lib/rules/testing/network-testing.ts";
import { describeNeeds, judge } from "#lib/rules/testing/rule-cases.ts";
import { disk, fstab, guest, identity, mount, names, nic, type SomeFacts, storage } from "#lib/rules/testing/testing.ts";
import { netfsServerByHostname as rule } from "./netfs-server-by-hostname.ts";

const line = "nas-01:/volume1/vms /mnt/nas/vms nfs defaults,_netdev 0 0";
const noHosts = names("kvm-01", "127.0.0.1 localhost");
const hosts = names("kvm-01", "127.0.0.1 localhost", "10.50.1.70 NAS-01.example NAS-01");
const live = [mount("/mnt/nas/vms", "nfs4", "nas-01:/volume1/vms", "rw,hard,addr=10.50.1.70")];
const base: SomeFacts = { identity: identity(), guests: [], names: noHosts, fstab: fstab(line) };
const twoServers = resolver("10.50.1.90", "10.50.1.91");

describeNeeds(rule, base);

test("a name that only DNS knows is one finding for all its mounts, with the hosts line to write", () => {
  const two = fstab(line, "nas-01:/volume1/isos /mnt/nas/isos nfs defaults,_netdev 0 0");
  const { findings } = judge(rule, { ...base, fstab: two, mounts: live, resolver: twoServers });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    severity: "high",
    subject: "nas-01",
    title: "nas-01 is mounted by name, so DNS must work before storage does",
    observed: "lines 1 and 2 of /etc/fstab: nas-01 is not in /etc/hosts; only 10.50.1.90 and 10.50.1.91 can answer it",
  });
  expect(findings[0]?.remedy.steps[0]).toBe(
    "Add to /etc/hosts, which `hosts:` of /etc/nsswitch.conf must ask before DNS: `10.50.1.70 nas-01`",
  );
  expect(findings[0]?.remedy.verify).toBe("getent -s hosts:files ahosts nas-01");
});

describe("a finding", () => {
  const onNas = [guest("a", { disks: [disk("vda", "/mnt/nas/vms/a.qcow2")] })];
  const dns = (address: string) => guest(`dns-${address}`, { nics: [nic({ addresses: [address] })] });
  test.each<[string, SomeFacts, string]>([
    ["nofail with a guest disk", { fstab: fstab("nas-01:/v /mnt/nas/vms nfs nofail 0 0"), guests: onNas }, "high"],
    ["medium: nofail without a guest disk", { fstab: fstab("nas-01:/v /mnt/nas/vms nfs nofail 0 0") }, "medium"],
    ["medium: automount without a guest disk", { fstab: fstab("nas-01:/v /mnt/nas/vms nfs x-systemd.automount 0 0") }, "medium"],
    ["low: mounted by hand only", { fstab: fstab("nas-01:/v /mnt/nas/vms nfs noauto 0 0") }, "low"],
    ["high: nofail, and the guests could not be read", { fstab: fstab("nas-01:/v /a nfs nofail 0 0"), guests: undefined }, "high"],
    [
      "medium: nofail on a host that is no hypervisor",
      { fstab: fstab("n:/v /a nfs nofail 0 0"), guests: undefined, identity: identity({ system: "linux" }) },
      "medium",
    ],
    [
      "critical: every name server is a guest of this host",
      { resolver: twoServers, guests: [dns("10.50.1.90"), dns("10.50.1.91")] },
      "critical",
    ],
    ["high: one name server is a guest of this host", { resolver: twoServers, guests: [dns("10.50.1.91")] }, "high"],
    ["a Proxmox storage", { fstab: fstab(), storages: [storage("iso", "nfs", { server: "nas-01" })] }, "medium"],
    ["a live mount that nothing declares", { fstab: fstab(), mounts: live }, "high"],
    ["a name in hosts that DNS is asked for first", { names: { ...hosts, lookupOrder: ["dns", "files"] } }, "high"],
    ["the hosts entry is stale", { names: names("kvm-01", "10.50.1.7 nas-01"), mounts: live }, "high"],
    ["an mDNS name", { fstab: fstab("nas.local:/v /a nfs defaults 0 0") }, "high"],
  ])("%s", (_, facts, severity) => {
    expect(judge(rule, { ...base, ...facts }).findings.map((finding) => finding.severity)).toEqual([severity]);
  });

  test("a stale hosts entry says both addresses", () => {
    const [finding] = judge(rule, { ...base, names: names("kvm-01", "10.50.1.7 nas-01"), mounts: live }).findings;
    expect(finding?.title).toBe("The hosts entry of nas-01 is stale");
    expect(finding?.observed).toBe("/etc/hosts says 10.50.1.7, the live mount uses 10.50.1.70");
    expect(finding?.remedy.steps).toEqual(["Correct line 1 of /etc/hosts: `10.50.1.70 nas-01`"]);
  });

  test("many live mounts are counted, and a few of them prove it", () => {
    const mounts = Array.from({ length: 30 }, (_, index) =>
      mount(`/var/lib/kubelet/pods/${index}`, "nfs4", `nas-01:/pvc-${index}`, "addr=10.0.0.7"),
    );
    const [finding] = judge(rule, { ...base, fstab: fstab(), mounts }).findings;
    expect(finding?.observed).toBe("30 live mounts: nas-01 is not in /etc/hosts");
    expect(finding?.evidence).toHaveLength(8);
  });

  test("an mDNS name is told from others", () => {
    const [finding] = judge(rule, { ...base, fstab: fstab("nas.local:/v /a nfs defaults 0 0") }).findings;
    expect(finding?.observed).toContain(".local names are answered by mDNS");
  });
});

describe("not a finding", () => {
  test.each<[string, SomeFacts]>([
    ["the catalogue's sound line: an address", { fstab: fstab("10.50.1.70:/volume1/vms /mnt/nas/vms nfs defaults,_netdev 0 0") }],
    ["an IPv6 address in brackets", { fstab: fstab("[fd00::70]:/v /a nfs defaults 0 0") }],
    ["a name in /etc/hosts with the address of the live mount", { names: hosts, mounts: live }],
    ["a name in /etc/hosts, nothing mounted", { names: hosts }],
    ["localhost", { fstab: fstab("localhost:/v /a nfs defaults 0 0") }],
    ["a disabled storage", { fstab: fstab(), storages: [storage("old", "nfs", { server: "nas-old", enabled: false })] }],
    ["a storage of another node", { fstab: fstab(), storages: [storage("usb", "nfs", { server: "nas-old", nodes: ["pve2"] })] }],
    ["a local disk", { fstab: fstab("UUID=1 / ext4 defaults 0 1") }],
    ["rpc_pipefs", { fstab: fstab(), mounts: [mount("/var/lib/nfs/rpc_pipefs", "rpc_pipefs", "sunrpc")] }],
  ])("%s", (_, facts) => {
    expect(judge(rule, { ...base, ...facts })).toMatchObject({ verdict: "passed" });
  });
});
