import { expect, test } from "vitest";
import { pairMounts } from "./mount-pairs.ts";

const at = { source: "/etc/fstab", line: 1, text: "" };
const entry = (mountPoint: string, type = "ext4", options = ["defaults"]) => ({
  device: "x",
  mountPoint,
  type,
  options,
  dump: 0,
  pass: 0,
  at,
});
const mount = (mountPoint: string, type = "ext4") => ({ mountPoint, type, source: "x", root: "/", options: [], superOptions: [], at });

function states(...given: Parameters<typeof pairMounts>) {
  return pairMounts(...given).map((pair) => `${pair.mountPoint}: ${pair.state}`);
}

test("each line of fstab with what came of it", () => {
  const entries = [
    entry("/"),
    entry("/mnt/nas/", "nfs"),
    entry("/mnt/old", "nfs"),
    entry("/mnt/cd", "iso9660", ["noauto"]),
    entry("none", "swap"),
  ];
  expect(states({ entries }, [mount("/"), mount("/mnt/nas", "nfs4")])).toEqual([
    "/: mounted",
    "/mnt/nas/: mounted",
    "/mnt/old: not mounted",
    "/mnt/cd: on demand",
    "none: swap",
  ]);
});

test("an automount that nobody used yet waits; the mount above it counts once it is there", () => {
  const entries = [entry("/mnt/nas", "nfs", ["x-systemd.automount"])];
  expect(states({ entries }, [mount("/mnt/nas", "autofs")])).toEqual(["/mnt/nas: waits for first use"]);
  expect(states({ entries }, [mount("/mnt/nas", "autofs"), mount("/mnt/nas", "nfs4")])).toEqual(["/mnt/nas: mounted"]);
});

test("mounts that no line asks for are shown, the system's own are not", () => {
  expect(states({ entries: [] }, [mount("/proc", "proc"), mount("/run", "tmpfs"), mount("/mnt/pve/nas", "nfs4")])).toEqual([
    "/mnt/pve/nas: not in fstab",
  ]);
});
