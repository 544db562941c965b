import { defineRule, type Level, type Observation } from "#lib/rules/rule.ts";
import { listed, maximumCites } from "#lib/rules/shared/wording.ts";
import { bootChanges } from "./parts/boot-changes.ts";
import { factBefore } from "./parts/since.ts";

export const kernelOrBootEntryChanged = defineRule({
  id: "change/kernel-or-boot-entry-changed",
  title: "The kernel, its command line or the default boot entry is not what it was",
  why: "The host has not yet shown that it comes up with this. Find out at a planned reboot with a console, not at an unplanned one.",
  scope: "host",
  scenarios: ["reboot", "power-loss"],
  likelihood: 2,
  impact: 2,
  needs: ["before", "identity", "bootState"],
  check({ before, identity, bootState }): Observation[] {
    const changes = bootChanges(factBefore(before, identity, "bootState"), bootState);
    if (changes.length === 0) return [];
    return [
      {
        subject: "next boot",
        title: `For the next boot: ${listed(
          changes.map(({ text }) => text),
          2,
        )}`,
        observed: listed(
          changes.map(({ text }) => text),
          8,
        ),
        expected: "as before, or a change that somebody confirmed",
        cite: changes.map(({ cite }) => cite).slice(0, maximumCites),
        impact: (changes.some(({ decisive }) => decisive) ? 3 : 2) as Level,
      },
    ];
  },
  remedy: {
    steps: [
      "Was it an update or somebody's change? Then plan a reboot with the console open, and mark the state after it as good.",
      "Keep the kernel that runs now installed until then.",
    ],
    risk: "Removing the running kernel takes its modules: what is loaded later fails.",
    verify: "cat /proc/cmdline; proxmox-boot-tool kernel list",
  },
  references: ["bootup(7)", "https://pve.proxmox.com/wiki/Host_Bootloader"],
});
