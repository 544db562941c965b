import { describeDrift } from "#lib/engine/drift/drift-testing.ts";
import { bootEntry, bootState, cloudInit } from "#lib/rules/testing/boot-testing.ts";
import { cite, identity } from "#lib/rules/testing/testing.ts";

const at = cite("x", "x");
const on = (bootId: string, kernel = "6.8.12-9-pve") => ({
  identity: identity({ bootId, kernel, uptimeSeconds: bootId.length, clock: bootId }),
});
const kernels = (running: string, releases: string[] | null, over = {}) => ({ bootState: bootState(running, releases, over) });

describeDrift("boots", {
  "the same boot, a day later": [
    { identity: identity({ bootId: "1", uptimeSeconds: 9 }) },
    { identity: identity({ bootId: "1", uptimeSeconds: 86_409 }) },
  ],
  "a restart": [on("1"), on("2"), "the host was restarted; kernel 6.8.12-9-pve runs"],
  "a restart with the new kernel": [
    on("1"),
    on("2", "6.8.12-13-pve"),
    "kernel: running 6.8.12-9-pve → 6.8.12-13-pve",
    "the host was restarted; kernel 6.8.12-13-pve runs",
  ],
  "the id of the boot was not told once": [{ identity: identity({ bootId: null }) }, on("2", "6.8.12")],
});

describeDrift("what the next boot will do", {
  "a kernel that waits": [
    kernels("6.8.12-9", ["6.8.12-9"]),
    kernels("6.8.12-9", ["6.8.12-9", "6.8.12-13"]),
    "kernel 6.8.12-13 installed, 6.8.12-9 running (at the next reboot)",
  ],
  "a kernel that was cleared away": [
    kernels("6.8.12-9", ["6.8.4-2", "6.8.12-9"]),
    kernels("6.8.12-9", ["6.8.12-9"]),
    "kernel 6.8.4-2 was removed (at the next reboot)",
  ],
  "kernels that could not be listed are neither new nor gone": [kernels("6.8", null), kernels("6.8", ["6.8"])],
  "a pin, another root": [
    kernels("6.8", ["6.8"], { entries: [bootEntry("6.8", "UUID=1")] }),
    kernels("6.8", ["6.8"], { entries: [bootEntry("6.8", "UUID=2")], pinned: { release: "6.8", at } }),
    "next boot: pinned kernel none → 6.8 and root of the first entry UUID=1 → UUID=2 (at the next reboot)",
  ],
  "the loader names another kernel file, and nothing else": [
    kernels("6.8", ["6.8"], { parameters: ["BOOT_IMAGE=/vmlinuz-1", "quiet"] }),
    kernels("6.8", ["6.8"], { parameters: ["BOOT_IMAGE=/vmlinuz-2", "quiet"] }),
  ],
  "a word of the command line": [
    kernels("6.8", ["6.8"], { parameters: ["quiet"] }),
    kernels("6.8", ["6.8"], { parameters: ["quiet", "net.ifnames=0"] }),
    "kernel command line: words quiet → net.ifnames=0, quiet",
  ],
  "an update asks for a reboot": [
    kernels("6.8", ["6.8"]),
    kernels("6.8", ["6.8"], { rebootRequired: { packages: ["linux-image-6.8"], at } }),
    "a reboot is asked for by linux-image-6.8 (at the next reboot)",
  ],
  "the disk for GRUB is not there any more": [
    kernels("6.8", ["6.8"], { grubInstallDevices: [{ path: "/dev/disk/by-id/a", device: "sda", at }] }),
    kernels("6.8", ["6.8"], { grubInstallDevices: [{ path: "/dev/disk/by-id/a", device: null, at }] }),
    "disk for GRUB /dev/disk/by-id/a: device sda → none (at the next reboot)",
  ],
  "the firmware's order": [
    kernels("6.8", ["6.8"], { firmware: { current: "0001", order: ["0001", "0002"], entries: [] } }),
    kernels("6.8", ["6.8"], { firmware: { current: "0001", order: ["0002", "0001"], entries: [] } }),
    "next boot: boot order 0001, 0002 → 0002, 0001 (at the next reboot)",
  ],
  "an initramfs was built": [
    { bootFiles: [{ path: "/boot/initrd.img", changedAt: "2026-01-01T00:00:00Z", at }] },
    { bootFiles: [{ path: "/boot/initrd.img", changedAt: "2026-02-01T00:00:00Z", at }] },
    "/boot/initrd.img: written 2026-01-01T00:00:00Z → 2026-02-01T00:00:00Z (at the next reboot)",
  ],
  "cloud-init was told to leave the network alone": [
    { cloudInit: cloudInit() },
    { cloudInit: cloudInit({ networkDisabled: at }) },
    "cloud-init: leaves the network alone no → yes (at the next reboot)",
  ],
});
