import { describe, expect, test } from "vitest";
import { describeNeeds, judge } from "#lib/rules/testing/rule-cases.ts";
import { disk, fstab, guest, identity, mount, mountUnit, type SomeFacts, storage } from "#lib/rules/testing/testing.ts";
import { fstabEntryNotMounted as rule } from "./fstab-entry-not-mounted.ts";

const line = "nas-01:/volume1/vms /mnt/nas/vms nfs defaults,_netdev 0 0";
const root = mount("/", "xfs", "/dev/mapper/rl-root");
const rpcPipefs = mount("/var/lib/nfs/rpc_pipefs", "rpc_pipefs", "sunrpc");
const base: SomeFacts = { identity: identity(), fstab: fstab(line), mounts: [root, rpcPipefs], guests: [] };

describeNeeds(rule, base);

test("mounts of one server are one finding; guests below make it high, failed units confirm it", () => {
  const facts = {
    ...base,
    fstab: fstab("/dev/mapper/rl-root / xfs defaults 0 0", line, "nas-01:/volume1/isos /mnt/nas/isos nfs defaults,_netdev 0 0"),
    guests: [guest("9800-WLC-02", { disks: [disk("vda", "/mnt/nas/vms/9800-WLC-02.qcow2")] })],
    mountUnits: [mountUnit("/mnt/nas/vms", { activeState: "failed", subState: "failed", result: "exit-code" })],
  };
  const { findings } = judge(rule, facts);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    severity: "high",
    confidence: "confirmed",
    subject: "/mnt/nas/vms and /mnt/nas/isos",
    title: "2 mounts of nas-01 are configured but not mounted",
    observed:
      "/mnt/nas/vms (line 2) and /mnt/nas/isos (line 3) not in mountinfo; 1 mount unit failed: exit-code; 1 guest disk below: 9800-WLC-02",
  });
  expect(findings[0]?.evidence.map((at) => at.source)).toEqual(["/etc/fstab", "/etc/fstab", "systemctl show"]);
  expect(findings[0]?.remedy.verify).toBe("grep -F -e ' /mnt/nas/vms ' -e ' /mnt/nas/isos ' /proc/self/mountinfo");
});

describe("a finding", () => {
  test.each<[string, SomeFacts, string]>([
    ["rpc_pipefs is no NFS mount; medium where nothing uses the path", {}, "medium"],
    ["high: a Proxmox storage below", { storages: [storage("nas", "dir", { path: "/mnt/nas/vms/pve" })] }, "high"],
    ["high: the guests could not be read", { guests: undefined }, "high"],
    ["medium: no hypervisor", { guests: undefined, identity: identity({ system: "linux" }) }, "medium"],
    ["an automount that is not waiting there either", { fstab: fstab("nas:/a /mnt/a nfs x-systemd.automount,nofail 0 0") }, "medium"],
    ["a local disk with nofail", { fstab: fstab("UUID=1 /srv ext4 nofail 0 2") }, "medium"],
  ])("%s", (_, facts, severity) => {
    expect(judge(rule, { ...base, ...facts }).findings.map((finding) => finding.severity)).toEqual([severity]);
  });
});

describe("not a finding", () => {
  test.each<[string, SomeFacts]>([
    [
      "the catalogue's sound state: an idle automount",
      { fstab: fstab("n:/a /mnt/nas/vms nfs x-systemd.automount 0 0"), mounts: [mount("/mnt/nas/vms", "autofs", "systemd-1")] },
    ],
    [
      "an automount with an idle time",
      { fstab: fstab("n:/a /a nfs x-systemd.automount,x-systemd.idle-timeout=600 0 0"), mounts: [mount("/a", "autofs", "systemd-1")] },
    ],
    ["mounted", { mounts: [mount("/mnt/nas/vms", "nfs4", "nas-01:/volume1/vms")] }],
    ["noauto", { fstab: fstab("nas:/a /mnt/a nfs noauto 0 0") }],
    ["swap lines", { fstab: fstab("/dev/mapper/rl-swap none swap sw 0 0", "/swapfile none swap sw 0 0") }],
    ["a commented line", { fstab: fstab(`#${line}`) }],
    [
      "a bind mount, shown with its source",
      { fstab: fstab("/srv/a /mnt/a none bind 0 0"), mounts: [mount("/mnt/a", "ext4", "/dev/sda1")] },
    ],
    ["a trailing slash in fstab", { fstab: fstab("nas:/a /mnt/a/ nfs defaults 0 0"), mounts: [mount("/mnt/a", "nfs4", "nas:/a")] }],
    ["/var/run, which is /run", { fstab: fstab("tmpfs /var/run/x tmpfs defaults 0 0"), mounts: [mount("/run/x", "tmpfs", "tmpfs")] }],
    [
      "a mount point behind a symbolic link",
      { fstab: fstab("nas:/a /data nfs defaults 0 0"), mounts: [mount("/srv/data", "nfs4", "nas:/a")] },
    ],
    [
      "a ZFS data set listed under another mount point",
      { fstab: fstab("tank/a /data zfs defaults 0 0"), mounts: [mount("/srv/data", "zfs", "tank/a")] },
    ],
  ])("%s", (_, facts) => {
    expect(judge(rule, { ...base, ...facts })).toMatchObject({ verdict: "passed" });
  });

  test("a container has its own namespace", () => {
    expect(judge(rule, { ...base, identity: identity({ virtualization: "lxc" }) }).verdict).toBe("not-applicable");
  });
});
