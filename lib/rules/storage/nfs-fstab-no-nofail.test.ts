import { describe, expect, test } from "vitest";
import { describeNeeds, judge } from "#lib/rules/testing/rule-cases.ts";
import { disk, fstab, guest, identity, mountUnit, type SomeFacts } from "#lib/rules/testing/testing.ts";
import { nfsFstabNoNofail as rule } from "./nfs-fstab-no-nofail.ts";

const nasLine = "nas-01:/volume1/vms /mnt/nas/vms nfs defaults,_netdev 0 0";
const hypervisor = { identity: identity(), guests: [guest("bind-02", { disks: [disk("vda", "/mnt/nas/vms/bind-02.qcow2")] })] };
const native = mountUnit("/mnt/nas/vms", {
  fragmentPath: "/etc/systemd/system/mnt-nas-vms.mount",
  sourcePath: null,
  wantedBy: ["remote-fs.target"],
});

describeNeeds(rule, { ...hypervisor, fstab: fstab(nasLine) });

test("the mounts of one server are one finding with every line cited and rewritten", () => {
  const lines = fstab("UUID=1 / xfs defaults 0 0", nasLine, "nas-01:/volume1/isos /mnt/nas/isos nfs defaults,_netdev 0 0");
  const { findings } = judge(rule, { ...hypervisor, fstab: lines });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    severity: "critical",
    confidence: "confirmed",
    subject: "nas-01",
    fingerprint: "storage/nfs-fstab-no-nofail|host:kvm-01|nas-01",
    title: "2 mounts of nas-01 are required at boot: without nas-01 the boot stalls and what needs the mount does not start",
  });
  expect(findings[0]?.observed).toBe(
    "2 network mounts without nofail, bg, noauto or automount: /mnt/nas/vms (line 2) and /mnt/nas/isos (line 3); the boot waits up to 90 s; 1 guest disk below",
  );
  expect(findings[0]?.evidence.map((at) => at.line)).toEqual([2, 3]);
  expect(findings[0]?.remedy.steps[0]).toBe(
    "Write line 2 of /etc/fstab as `nas-01:/volume1/vms /mnt/nas/vms nfs _netdev,nofail,x-systemd.automount,x-systemd.mount-timeout=30,retry=0 0 0`",
  );
  expect(findings[0]?.remedy.verify).toBe("systemctl show mnt-nas-vms.mount mnt-nas-isos.mount -p Id,RequiredBy,WantedBy,Before");
});

describe("a finding", () => {
  test.each<[string, SomeFacts, string]>([
    ["_netdev is no excuse", { fstab: fstab(nasLine) }, "critical"],
    ["soft is no excuse", { fstab: fstab("nas:/a /a nfs soft 0 0") }, "critical"],
    ["CIFS", { fstab: fstab("//nas/a /a cifs defaults 0 0") }, "critical"],
    ["a network disk: _netdev on a local type", { fstab: fstab("UUID=1 /srv xfs _netdev 0 0") }, "critical"],
    [
      "a target that requires it in so many words",
      { fstab: fstab("nas:/a /a nfs nofail,x-systemd.required-by=multi-user.target 0 0") },
      "critical",
    ],
    ["high on a host without guests", { fstab: fstab(nasLine), identity: identity({ system: "linux" }), guests: [] }, "high"],
    ["critical on a hypervisor whose guests could not be read", { fstab: fstab(nasLine), guests: undefined }, "critical"],
    [
      "a native unit that is required as well",
      { fstab: fstab(nasLine), mountUnits: [{ ...native, requiredBy: ["remote-fs.target"] }] },
      "critical",
    ],
    ["info for the root file system of a diskless host", { fstab: fstab("nas:/roots/kvm-01 / nfs defaults 0 0") }, "info"],
  ])("%s", (_, facts, severity) => {
    const { verdict, findings } = judge(rule, { ...hypervisor, ...facts });
    expect([verdict, findings.map((finding) => finding.severity)]).toEqual(["failed", [severity]]);
  });

  test("says emergency mode where a local mount builds on it, with the chain", () => {
    const lines = fstab("nas:/vms /mnt/nas nfs defaults 0 0", "/mnt/nas/images /srv/images none bind 0 0");
    const [finding] = judge(rule, { ...hypervisor, fstab: lines }).findings;
    expect(finding?.title).toBe("/mnt/nas is required at boot: without nas this host ends in emergency mode");
    expect(finding?.observed).toContain("local-fs.target → /srv/images → /mnt/nas → nas");
    expect(finding?.evidence.map((at) => at.line)).toEqual([1, 2]);
  });
});

describe("not a finding", () => {
  test.each<[string, SomeFacts]>([
    ["the catalogue's sound line", { fstab: fstab("10.50.1.70:/volume1/vms /mnt/nas/vms nfs _netdev,nofail,x-systemd.automount 0 0") }],
    ["noauto", { fstab: fstab("nas:/a /a nfs noauto 0 0") }],
    ["x-systemd.automount without nofail", { fstab: fstab("nas:/a /a nfs x-systemd.automount 0 0") }],
    ["x-systemd.automount with nofail", { fstab: fstab("nas:/a /a nfs nofail,x-systemd.automount 0 0") }],
    ["bg", { fstab: fstab("nas:/a /a nfs bg 0 0") }],
    ["x-systemd.wanted-by= instead of the target", { fstab: fstab("nas:/a /a nfs x-systemd.wanted-by=multi-user.target 0 0") }],
    ["a comment", { fstab: fstab(`#${nasLine}`) }],
    ["a native unit that is only wanted takes the place of the line", { fstab: fstab(nasLine), mountUnits: [native] }],
    ["a local line is another rule's", { fstab: fstab("UUID=1 /srv ext4 defaults 0 2") }],
  ])("%s", (_, facts) => {
    expect(judge(rule, { ...hypervisor, ...facts })).toMatchObject({ verdict: "passed" });
  });

  test("a host without systemd is unknown, a container not applicable", () => {
    expect(judge(rule, { identity: identity({ init: "other" }), fstab: fstab(nasLine) }).verdict).toBe("unknown");
    expect(judge(rule, { identity: identity({ virtualization: "lxc" }), fstab: fstab(nasLine) }).verdict).toBe("not-applicable");
  });
});
