import { describe, expect, test } from "vitest";
import { fstab } from "#lib/rules/testing/testing.ts";
import { fstabLine, isNetworkLine, isNoauto, isNofail, requiringTargets, withOptions } from "./fstab-options.ts";

const line = (text: string) => {
  const [entry] = fstab(text).entries;
  if (entry === undefined) throw new Error("no line");
  return entry;
};

describe("which targets require a line at boot", () => {
  test.each([
    ["nas:/a /a nfs defaults 0 0", ["remote-fs.target"]],
    ["nas:/a /a nfs _netdev,nofail 0 0", []],
    ["nas:/a /a nfs nofail,fail 0 0", ["remote-fs.target"]],
    ["nas:/a /a nfs noauto 0 0", []],
    ["nas:/a /a nfs noauto,auto 0 0", ["remote-fs.target"]],
    ["nas:/a /a nfs bg 0 0", []],
    ["nas:/a /a nfs bg,fg 0 0", ["remote-fs.target"]],
    ["//nas/a /a cifs bg 0 0", ["remote-fs.target"]],
    ["nas:/a /a nfs x-systemd.automount 0 0", []],
    ["nas:/a /a nfs x-systemd.wanted-by=multi-user.target 0 0", []],
    ["nas:/a /a nfs nofail,x-systemd.required-by=local-fs.target 0 0", ["local-fs.target"]],
    ["nas:/a /a nfs x-systemd.required-by=libvirtd.service 0 0", []],
    ["UUID=1 /a ext4 defaults 0 2", ["local-fs.target"]],
    ["UUID=1 /a ext4 _netdev 0 2", ["remote-fs.target"]],
    ["s3fs#bucket /a fuse defaults 0 0", ["local-fs.target"]],
  ])("%s", (text, targets) => {
    expect(requiringTargets(line(text))).toEqual(targets);
  });
});

test("a fuse prefix does not hide a network type, and an unknown fuse type is local", () => {
  expect(isNetworkLine(line("nas:/a /a fuse.sshfs defaults 0 0"))).toBe(true);
  expect(isNetworkLine(line("remote: /a fuse.rclone defaults 0 0"))).toBe(false);
});

test("with automount noauto has no effect", () => {
  expect(isNoauto(line("nas:/a /a nfs noauto,x-systemd.automount 0 0"))).toBe(false);
});

test("bg is nofail for NFS only", () => {
  expect(isNofail(line("nas:/a /a nfs4 bg 0 0"))).toBe(true);
  expect(isNofail(line("UUID=1 /a ext4 bg 0 0"))).toBe(false);
});

test("a line is written back with blanks as octal escapes and without the options that it replaces", () => {
  const entry = { ...line("nas:/a /srv/x nfs defaults,_netdev 0 0"), mountPoint: "/srv/two words" };
  expect(fstabLine(entry, withOptions(entry.options, ["nofail", "retry=0"]))).toBe(
    "nas:/a /srv/two\\040words nfs _netdev,nofail,retry=0 0 0",
  );
  const hostile = { ...line("nas:/a /srv nfs rw 0 0"), mountPoint: "/srv/`x`", type: "nfs\n" };
  expect(fstabLine(hostile, ["rw\nevil:/b /srv"])).toBe("nas:/a /srv/\\140x\\140 nfs\\012 rw\\012evil:/b\\040/srv 0 0");
});
