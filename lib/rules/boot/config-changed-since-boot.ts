import { defineRule, NotApplicable, Undecidable } from "#lib/rules/rule.ts";
import { isContainer } from "#lib/rules/shared/systems.ts";
import { bootTime, changedFiles, changedSince, unchangedFiles } from "./parts/boot-times.ts";

export const configChangedSinceBoot = defineRule({
  id: "boot/config-changed-since-boot",
  title: "Configuration that a boot depends on changed after the last boot",
  why: "What runs now was started with the old files. The next reboot is the first test of the new ones, and it may come at night.",
  scope: "host",
  scenarios: ["reboot", "power-loss"],
  likelihood: 2,
  impact: 3,
  postmortems: ["debian-hosts-line-blocks-pmxcfs", "latent-boot-config"],
  references: ["systemd(1)"],
  needs: ["identity", "bootFiles"],
  wants: ["fstab", "before"],
  check({ identity, bootFiles, fstab, before }) {
    if (isContainer(identity)) throw new NotApplicable("a container starts in seconds, from outside");
    const bootedAt = bootTime(identity);
    if (bootedAt === null) throw new Undecidable("the host tells no uptime or no clock");
    const asBefore = unchangedFiles(before?.beforeBoot ?? null, fstab);
    const changed = changedSince(bootFiles, bootedAt, asBefore);
    return changedFiles(changed, bootedAt);
  },
  remedy: {
    steps: [
      "Read each file once more as the next boot will read it: `systemd-analyze verify default.target`, `findmnt --verify --fstab`, `ifup --no-act -a` or `netplan generate`",
      "Reboot in a window, with the guests moved away and the console open",
    ],
    risk: "The reboot itself: have the console open before it.",
    verify: "uptime -s; ls -l --time-style=full-iso /etc/fstab /etc/network/interfaces",
  },
});
