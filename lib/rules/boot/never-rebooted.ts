import { defineRule, NotApplicable, Undecidable } from "#lib/rules/rule.ts";
import { isContainer } from "#lib/rules/shared/systems.ts";
import { bootTime } from "./parts/boot-times.ts";

const daySeconds = 86_400;
/** Longer than that without a reboot, nobody knows what the next one does. */
const longDays = 180;
/** After so long, kernel, loader and configuration have all changed under it. */
const veryLongDays = 365;

export const neverRebooted = defineRule({
  id: "boot/never-rebooted",
  title: "The host was not rebooted for so long that nobody knows whether it still boots",
  why: "Kernels, loaders, mounts and network settings changed while it ran, and none of them was tried at a boot. All of it is tried at once, at the next power cut.",
  scope: "host",
  scenarios: ["reboot", "power-loss"],
  likelihood: 2,
  impact: 2,
  references: ["uptime(1)", "bootup(7)"],
  needs: ["identity"],
  check({ identity }) {
    if (isContainer(identity)) throw new NotApplicable("a container starts in seconds, from outside");
    const bootedAt = bootTime(identity);
    if (bootedAt === null || identity.uptimeSeconds === null) throw new Undecidable("the host tells no uptime or no clock");
    const days = identity.uptimeSeconds / daySeconds;
    if (days <= longDays) return [];
    // In whole months, so that the words stay the same between visits.
    const months = Math.floor(days / 30);
    const booted = new Date(bootedAt).toISOString().slice(0, 10);
    return [
      {
        subject: identity.hostname,
        key: "uptime",
        title: `${identity.hostname} was not rebooted for over ${months} months: nobody knows whether it still boots`,
        observed: `uptime over ${months} months, booted ${booted}`,
        expected: "a reboot in a window at least twice a year",
        cite: [{ source: "/proc/uptime", line: 1, text: `booted ${booted}` }],
        ...(days > veryLongDays ? { impact: 3 as const } : {}),
      },
    ];
  },
  remedy: {
    steps: [
      "Take it into the next window: guests moved away, console open, then `systemctl reboot`",
      "Write down what did not come up by itself",
    ],
    risk: "The reboot itself: after so long it is the test.",
    verify: "uptime -s",
  },
});
