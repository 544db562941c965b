import { expect } from "vitest";
import { bootState } from "#lib/rules/testing/boot-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, identity } from "#lib/rules/testing/testing.ts";
import { kernelInstalledNotBooted } from "./kernel-installed-not-booted.ts";

const flag = (...packages: string[]) => ({
  packages,
  at: cite("/run/reboot-required.pkgs", packages[0] ?? "*** System restart required ***"),
});
const pin = (release: string | null) => ({ release, at: cite("/etc/kernel/proxmox-boot-pin", release ?? "") });

describeRule(
  kernelInstalledNotBooted,
  { identity: identity(), bootState: bootState("6.8.4-2-pve", ["6.8.4-2-pve", "6.8.12-4-pve"]) },
  {
    fails: {
      "the newest is not the running one": [
        {},
        {
          severity: "medium",
          subject: "6.8.12-4-pve",
          title: "6.8.4-2-pve runs, and the next boot starts 6.8.12-4-pve",
          observed: "running: 6.8.4-2-pve; next boot: 6.8.12-4-pve",
          fingerprint: "updates/kernel-installed-not-booted|host:kvm-01|kernel",
        },
      ],
      "packages that ask for a reboot stand beside it": [
        {
          bootState: bootState("5.15.0-105-generic", ["5.15.0-105-generic", "5.15.0-157-generic"], {
            rebootRequired: flag("linux-image-5.15.0-157-generic", "libc6", "cups"),
          }),
        },
        {
          severity: "medium",
          observed:
            "running: 5.15.0-105-generic; next boot: 5.15.0-157-generic; reboot-required because of linux-image-5.15.0-157-generic and libc6",
        },
      ],
      "libc alone is low": [{ bootState: bootState("6.8.4-2-pve", ["6.8.4-2-pve"], { rebootRequired: flag("libc6") }) }, "low"],
      "a kernel in the list of packages": [
        { bootState: bootState("6.1.0-9-amd64", null, { rebootRequired: flag("linux-image-6.1.0-41-amd64") }) },
        "medium",
      ],
      "modules of the running kernel gone": [
        { bootState: bootState("6.8.4-2-pve", ["6.8.12-4-pve"], { moduleFolders: ["6.8.12-4-pve"] }) },
        { severity: "high", title: expect.stringContaining("cannot be loaded before a reboot") },
      ],
      "a pin to another kernel than the running one": [
        { bootState: bootState("6.8.12-4-pve", ["6.8.4-2-pve", "6.8.12-4-pve"], { pinned: pin("6.8.4-2-pve") }) },
        { subject: "6.8.4-2-pve" },
      ],
      "a pin to a kernel that was removed": [
        { bootState: bootState("6.8.4-2-pve", ["6.8.4-2-pve", "6.8.12-4-pve"], { pinned: pin("6.5.13-6-pve") }) },
        { subject: "6.8.12-4-pve" },
      ],
      "RHEL, whose releases name the minor release": [
        { bootState: bootState("5.14.0-570.58.1.el9_6.x86_64", ["5.14.0-570.58.1.el9_6.x86_64", "5.14.0-611.16.1.el9_7.x86_64"]) },
        { subject: "5.14.0-611.16.1.el9_7.x86_64" },
      ],
    },
    passes: {
      "the newest runs": { bootState: bootState("6.8.12-4-pve", ["6.8.4-2-pve", "6.8.12-4-pve"]) },
      "the running kernel is pinned": {
        bootState: bootState("6.8.4-2-pve", ["6.8.4-2-pve", "6.8.12-4-pve"], { pinned: pin("6.8.4-2-pve") }),
      },
      "GRUB_DEFAULT is fixed to something": {
        bootState: bootState("6.8.4-2-pve", ["6.8.4-2-pve", "6.8.12-4-pve"], { pinned: pin(null) }),
      },
      "another flavour is newer": { bootState: bootState("6.8.0-87-generic", ["6.8.0-87-generic", "6.11.0-3-lowlatency"]) },
      "the real-time kernel of RHEL is another flavour": {
        bootState: bootState("5.14.0-570.el9.x86_64", ["5.14.0-570.el9.x86_64", "5.14.0-611.el9.x86_64+rt"]),
      },
    },
    notApplicable: {
      "a container": { identity: identity({ virtualization: "lxc" }) },
      "nothing names a kernel": { bootState: bootState("6.8.4-2-pve") },
    },
  },
);
