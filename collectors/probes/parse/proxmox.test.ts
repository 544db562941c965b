import { expect, test } from "vitest";
import type { Section } from "#collectors/probe.ts";
import { NotApplicable, NotReadable } from "#collectors/probe.ts";
import { requirePmxcfs } from "./proxmox.ts";

function file(source: string, text: string): Section[] {
  return [{ source, status: "ok", exitStatus: 0, text, errorText: "", durationMs: 0 }];
}

const mounted = file("/proc/self/mountinfo", "57 28 0:41 / /etc/pve rw,nosuid,nodev,relatime shared:30 - fuse /dev/fuse rw\n");
const unmounted = file("/proc/self/mountinfo", "28 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw\n");
const release = file("/usr/share/perl5/PVE/pvecfg.pm", "package PVE::pvecfg;\n");

test("only a mounted /etc/pve proves that a file is missing in it", () => {
  expect(() => requirePmxcfs({ mountinfo: mounted, release })).not.toThrow();
  expect(() => requirePmxcfs({ mountinfo: unmounted, release })).toThrow(NotReadable);
  expect(() => requirePmxcfs({ mountinfo: unmounted, release: [] })).toThrow(NotApplicable);
});
