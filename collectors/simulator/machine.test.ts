import { describe, expect, it } from "vitest";
import { readFiles } from "./files.ts";
import { loadRecording, recordingNames } from "./recording.ts";
import { runCommand } from "./replay.ts";

const hosts = new Map(recordingNames().map((name) => [name, loadRecording(name)]));

function host(name: string) {
  const recording = hosts.get(name);
  if (recording === undefined) throw new Error(`no recording ${name}`);
  return recording;
}

const run = (name: string, line: string) => runCommand(host(name), line.split(" "));
const out = (name: string, line: string) => run(name, line).stdout;
const file = (name: string, path: string) => readFiles(host(name), path).map(({ text }) => text);

describe("the machine itself", () => {
  it("tells its name, kernel and architecture", () => {
    expect(out("src-kvm-01", "uname -r")).toBe("5.14.0-611.16.1.el9_7.x86_64\n");
    for (const name of hosts.keys()) expect([name, out(name, "uname -m")]).toEqual([name, "x86_64\n"]);
    expect(out("src-kvm-01", "uname -n")).toBe("kvm-01.inside.domusdigitalis.dev\n");
    expect(out("src-vps", "systemd-detect-virt")).toBe("kvm\n");
    expect(run("pve7-zfs-mirror-single", "systemd-detect-virt")).toMatchObject({ exitStatus: 1, stdout: "none\n" });
  });

  it("lives at the time of its recording", () => {
    expect(out("src-kvm-01", "date +%s")).toBe(`${Date.parse("2026-04-12T18:40:12-07:00") / 1000}\n`);
  });

  it("keeps the ids of one machine over two recordings, and changes the boot id with the boot", () => {
    expect(file("src-pve", "/etc/machine-id")).toEqual(file("src-pve-week-later", "/etc/machine-id"));
    expect(file("src-pve", "/etc/machine-id")).not.toEqual(file("src-pve2", "/etc/machine-id"));
    const boots = ["src-pve", "src-pve-week-later"].map((name) => file(name, "/proc/sys/kernel/random/boot_id")[0]);
    expect(new Set(boots).size).toBe(2);
    expect(boots[0]).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\n$/);
  });

  it("lacks what its recording lacks", () => {
    expect(file("src-kvm-01", "/etc/pve/storage.cfg")).toEqual([]);
    expect(run("src-kvm-01", "zpool status")).toMatchObject({ exitStatus: 127, stdout: "" });
    expect(run("src-kvm-01", "command -v zpool").exitStatus).toBe(127);
    expect(run("src-kvm-01", "command -v virsh").exitStatus).toBe(0);
  });
});

it("globs as a shell does", () => {
  const paths = readFiles(host("pve9-ceph-node"), "/etc/systemd/network/*.link").map(({ path }) => path);
  expect(paths).toContain("/etc/systemd/network/10-nic0.link");
  expect(readFiles(host("src-kvm-01"), "/etc/*").every(({ path }) => path.split("/").length === 3)).toBe(true);
});
