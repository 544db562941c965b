import { expect, test } from "vitest";
import { isNoise, unitClass } from "./unit-classes.ts";

test.each([
  ["mnt-nas.mount", "mount"],
  ["networking.service", "network"],
  ["NetworkManager-wait-online.service", "network"],
  ["zfs-import@tank.service", "storage"],
  ["pve-cluster.service", "Proxmox"],
  ["corosync.service", "cluster"],
  ["virtlogd.service", "libvirt"],
  ["watchdog.service", "watchdog"],
  ["chrony.service", "time"],
  ["apcupsd.service", "power"],
  ["virtual-keyboard.service", null],
  ["upstream.service", null],
])("%s is of class %s", (unit, kind) => {
  expect(unitClass(unit)).toBe(kind);
});

test.each([
  ["run-user-1000.mount", true],
  ["run-rpc_pipefs.mount", false],
  ["session-12.scope", true],
  ["postfix@-.service", false],
])("%s is noise: %s", (unit, noise) => {
  expect(isNoise(unit)).toBe(noise);
});
