import { expect } from "vitest";
import { packages } from "#lib/rules/testing/boot-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite } from "#lib/rules/testing/testing.ts";
import { halfInstalledPackages } from "./half-installed-packages.ts";

const doubled = ["252-51.el9", "252-55.el9"].map((version) => ({
  name: "systemd",
  version,
  state: "doubled",
  at: cite("rpm -qa", version),
}));

describeRule(
  halfInstalledPackages,
  { packages: packages("corosync 3.1.9-pve2", "hi libknet1t64 1.28-pve1", "iU libnozzle1t64 1.30-pve2", "iF libnss3 2:3.110-1") },
  {
    fails: {
      "corosync's libraries half way": [
        {},
        {
          severity: "high",
          subject: "libnozzle1t64, libnss3 and libknet1t64",
          title: "2 packages are half installed or half configured: libnozzle1t64 and libnss3",
          observed: "libnozzle1t64 1.30-pve2 (iU); libnss3 2:3.110-1 (iF); held back: libknet1t64 1.28-pve1",
          fingerprint: "updates/half-installed-packages|host:kvm-01|packages",
        },
      ],
      "the catalogue's iF corosync": [{ packages: packages("iF corosync 3.1.9") }, "high"],
      "something that no boot hangs on": [{ packages: packages("iU gnome-games 3") }, "medium"],
      "a trigger that waits": [{ packages: packages("it man-db 2.12") }, { severity: "low", title: "1 package waits for a trigger" }],
      "two versions of one package with RPM": [
        { packages: { ...packages(), manager: "rpm", broken: doubled } },
        { severity: "high", title: expect.stringContaining("installed in two versions") },
      ],
    },
    passes: {
      "all whole": { packages: packages("corosync 3.1.9", "libknet1t64 1.30") },
      "removed, with its configuration left: the probe leaves it out": { packages: packages("corosync 3.1.9") },
      "a deliberate hold": { packages: packages("hi linux-image-amd64 6.1") },
    },
  },
);
