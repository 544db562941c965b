import { defineRule, NotApplicable } from "#lib/rules/rule.ts";
import { mayRunGuests } from "#lib/rules/shared/systems.ts";
import { counted } from "#lib/rules/shared/wording.ts";

export const unattendedRebootOnHypervisor = defineRule({
  id: "updates/unattended-reboot-on-hypervisor",
  title: "Automatic updates may reboot this hypervisor on their own",
  why: "The next kernel update stops every guest of the host at an hour that nobody chose; with several hosts set up alike it can be all of them in one night.",
  scope: "host",
  scenarios: ["node-loss"],
  likelihood: 2,
  impact: 3,
  references: ["https://wiki.debian.org/UnattendedUpgrades", "dnf-automatic(8)"],
  needs: ["automaticUpdates", "identity"],
  wants: ["guests", "services"],
  check({ automaticUpdates, identity, guests, services }) {
    if (!mayRunGuests(identity, guests)) throw new NotApplicable("no guests hang on this host");
    const { by, installs, reboots, rebootsAt, installsAt, rebootTime } = automaticUpdates;
    const timer = services?.some(
      ({ unit, unitFileState }) => /^dnf5?-automatic(-install)?\.timer$/.test(unit) && unitFileState === "enabled",
    );
    const runs = by === "dnf-automatic" ? installs !== false && timer !== false : installs === true;
    if (!reboots || !runs || rebootsAt === null) return [];
    const running = guests?.filter((guest) => guest.running).length ?? 0;
    return [
      {
        subject: by,
        title: `${by} may reboot this host${rebootTime === null || rebootTime === "now" ? " as soon as it has installed a kernel" : ` at ${rebootTime}`}`,
        observed: `${rebootsAt.text.trim().replace(/;$/, "")}${running > 0 ? `; ${counted(running, "guest")} would stop` : ""}`,
        expected: "updates install, a person reboots",
        cite: [rebootsAt, ...(installsAt ? [installsAt] : [])],
        remedy: {
          steps: [
            by === "dnf-automatic"
              ? "Write `reboot = never` in /etc/dnf/automatic.conf"
              : 'Write `Unattended-Upgrade::Automatic-Reboot "false";` in a file of /etc/apt/apt.conf.d that comes last',
            "Leave kernel, libvirt, corosync and Open vSwitch out of it, and update those in a window",
          ],
        },
      },
    ];
  },
  remedy: {
    steps: ["Switch the automatic reboot off, and reboot in a window"],
    risk: "A kernel fix waits for the window: somebody has to keep count of it.",
    verify: "apt-config dump Unattended-Upgrade::Automatic-Reboot",
  },
});
