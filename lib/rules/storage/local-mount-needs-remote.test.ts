import { describe, expect, test } from "vitest";
import { describeNeeds, judge } from "#lib/rules/testing/rule-cases.ts";
import { blockDevice } from "#lib/rules/testing/storage-testing.ts";
import { fstab, identity, mountUnit } from "#lib/rules/testing/testing.ts";
import { localMountNeedsRemote as rule } from "./local-mount-needs-remote.ts";

const remote = "nas:/vms /mnt/nas nfs _netdev,nofail 0 0";
const bind = "/mnt/nas/images /var/lib/libvirt/images none bind 0 0";
const judgeLines = (...lines: string[]) => judge(rule, { identity: identity(), fstab: fstab(...lines), mountUnits: [] });

describeNeeds(rule, { identity: identity(), fstab: fstab(remote, bind) });

test("a bind mount over NFS shows both lines, the chain and the line to write", () => {
  const { findings } = judgeLines(remote, bind);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    severity: "critical",
    subject: "/var/lib/libvirt/images",
    title:
      "/var/lib/libvirt/images is required by local-fs.target and needs /mnt/nas: without that server this host stops in emergency mode",
    observed: "local-fs.target → /var/lib/libvirt/images → /mnt/nas → nas",
  });
  expect(findings[0]?.evidence.map((at) => at.line)).toEqual([2, 1]);
  expect(findings[0]?.remedy.steps[0]).toContain(
    "Write line 2 of /etc/fstab as `/mnt/nas/images /var/lib/libvirt/images none bind,_netdev,nofail 0 0`",
  );
});

describe("a finding", () => {
  test.each<[string, string[], string]>([
    [
      "overlay with a remote lower directory",
      [remote, "overlay /srv/o overlay lowerdir=/etc:/mnt/nas/l,upperdir=/u,workdir=/w 0 0"],
      "/mnt/nas",
    ],
    ["loop image", [remote, "/mnt/nas/cd.iso /media/cd iso9660 loop,ro 0 0"], "/mnt/nas"],
    [
      "x-systemd.requires-mounts-for= a remote path",
      [remote, "UUID=1 /srv ext4 x-systemd.requires-mounts-for=/mnt/nas/key 0 2"],
      "/mnt/nas",
    ],
    ["a mount point below a remote one", [remote, "UUID=1 /mnt/nas/local ext4 defaults 0 2"], "/mnt/nas"],
    ["bind of a bind over NFS", [remote, "/mnt/nas/a /srv/a none bind,nofail 0 0", "/srv/a/x /srv/b none bind 0 0"], "/srv/a → /mnt/nas"],
    ["mergerfs with a remote branch", [remote, "/disk1:/mnt/nas/m /pool fuse.mergerfs defaults 0 0"], "/mnt/nas"],
    ["RBD without _netdev", ["/dev/rbd0 /srv ext4 defaults 0 2"], "/dev/rbd0"],
    ["iSCSI by its udev path without _netdev", ["/dev/disk/by-path/ip-10.0.0.7:3260-iscsi-iqn.a:b-lun-0 /srv xfs defaults 0 2"], "iscsi"],
    ["rclone, which systemd takes for local", ["remote: /srv fuse.rclone defaults 0 0"], "rclone"],
    ["s3fs in the old spelling", ["s3fs#bucket /srv fuse defaults 0 0"], "s3fs"],
    ["a network line that local-fs.target requires in so many words", ["nas:/a /a nfs x-systemd.required-by=local-fs.target 0 0"], "nas"],
  ])("%s", (_, lines, chain) => {
    const { findings } = judgeLines(...lines);
    expect(findings.map((finding) => finding.severity)).toEqual(["critical"]);
    expect(findings[0]?.observed).toContain(chain);
  });

  test("a native bind unit that local-fs.target requires", () => {
    const unit = mountUnit("/srv/images", {
      what: "/mnt/nas/images",
      type: "none",
      options: ["bind"],
      fragmentPath: "/etc/systemd/system/srv-images.mount",
      sourcePath: null,
      requiredBy: ["local-fs.target"],
    });
    const { findings } = judge(rule, { identity: identity(), fstab: fstab(remote), mountUnits: [unit] });
    expect(findings.map((finding) => finding.subject)).toEqual(["/srv/images"]);
  });

  test("a swap file on NFS only delays: medium", () => {
    expect(judgeLines(remote, "/mnt/nas/swap none swap sw 0 0").findings).toMatchObject([{ severity: "medium", subject: "/mnt/nas/swap" }]);
  });
});

describe("not a finding", () => {
  test.each<[string, string[]]>([
    ["the catalogue's sound line", [remote, "/mnt/nas/images /var/lib/libvirt/images none bind,_netdev,nofail 0 0"]],
    ["bind from a local disk", [remote, "/srv/images /var/lib/libvirt/images none bind 0 0"]],
    ["a neighbour that only begins alike", [remote, "/mnt/nas2/images /var/lib/libvirt/images none bind 0 0"]],
    ["nofail alone", [remote, "/mnt/nas/images /srv none bind,nofail 0 0"]],
    ["x-systemd.automount", [remote, "/mnt/nas/images /srv none bind,x-systemd.automount 0 0"]],
    ["the remote line itself", ["nas:/vms /mnt/nas nfs defaults 0 0"]],
    ["mergerfs over local branches", [remote, "/disk1:/disk2 /pool fuse.mergerfs defaults 0 0"]],
    ["a swap partition", [remote, "/dev/mapper/rl-swap none swap sw 0 0"]],
    ["two mounts that name each other", ["/a/x /b none bind 0 0", "/b/x /a none bind 0 0"]],
  ])("%s", (_, lines) => {
    expect(judgeLines(...lines)).toMatchObject({ verdict: "passed" });
  });

  test("a native unit with only WantedBy= in the place of the line", () => {
    const unit = mountUnit("/var/lib/libvirt/images", {
      what: "/mnt/nas/images",
      fragmentPath: "/etc/systemd/system/var-lib-libvirt-images.mount",
      sourcePath: null,
      wantedBy: ["multi-user.target"],
    });
    expect(judge(rule, { identity: identity(), fstab: fstab(remote, bind), mountUnits: [unit] }).verdict).toBe("passed");
  });
});

test("units that could not be read leave a host with network mounts undecided, and one without them passed", () => {
  expect(judge(rule, { identity: identity(), fstab: fstab(remote) }).verdict).toBe("unknown");
  expect(judge(rule, { identity: identity(), fstab: fstab("UUID=1 / ext4 defaults 0 1") }).verdict).toBe("passed");
});

test("an iSCSI disk by its UUID, through multipath, is what the transport says; with _netdev it waits for the network", () => {
  const paths = ["sdb", "sdc"].map((name) => blockDevice(name, { transport: "iscsi" }));
  const blockDevices = [
    ...paths,
    blockDevice("dm-2", { type: "mpath", path: "/dev/mapper/mpatha", parents: ["sdb", "sdc"], uuid: "143e" }),
  ];
  const facts = (options: string) => ({
    identity: identity(),
    mountUnits: [],
    blockDevices,
    fstab: fstab(`UUID=143e /srv/vms xfs ${options} 0 2`),
  });
  expect(judge(rule, facts("defaults")).findings).toMatchObject([{ severity: "critical", subject: "/srv/vms" }]);
  expect(judge(rule, facts("_netdev")).verdict).toBe("passed");
  const root = blockDevice("dm-3", { type: "part", parents: ["dm-2"], mountPoints: ["/"] });
  expect(judge(rule, { ...facts("defaults"), blockDevices: [...blockDevices, root] }).verdict).toBe("passed");
  expect(judge(rule, facts("nofail")).verdict).toBe("passed");
  expect(judge(rule, { ...facts("defaults"), blockDevices: [blockDevice("sdb", { uuid: "143e" })] }).verdict).toBe("passed");
});
