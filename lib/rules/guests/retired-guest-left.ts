import type { Guest } from "#lib/facts/guests.ts";
import { defineRule } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { shellWord } from "#lib/rules/shared/wording.ts";
import { showCommand } from "./parts/guest-commands.ts";

const retired =
  /\b(retired|decommission(?:ed)?|obsolete|superseded|replaced by|do not (?:start|use|boot)|stillgelegt|außer betrieb|hors service|dado de baja)\b/i;

export const retiredGuestLeft = defineRule({
  id: "guests/retired-guest-left",
  title: "A retired guest is still defined",
  why: "Months later somebody starts it, or a restart of all does: two machines then have the same address or the same data, and what still names the old one waits for it.",
  scope: "guest",
  scenarios: ["reboot", "power-loss", "guest-restart"],
  likelihood: 2,
  impact: 1,
  postmortems: ["decommissioned-nas-leftover"],
  references: ["qm(1)"],
  needs: ["guests"],
  check({ guests }) {
    return guests.flatMap((guest) => {
      const word = guest.template ? undefined : saysRetired(guest);
      if (word === undefined) return [];
      return [
        {
          subject: guestLabel(guest),
          key: guest.id,
          title: `${guestLabel(guest)} is called retired and is ${guest.running === true ? "still running" : `still defined${guest.onboot ? ", and starts at boot" : ""}`}`,
          observed: `"${word}"; ${guest.state ?? (guest.running === true ? "running" : "stopped")}; ${guest.disks.length > 0 ? "its disks are still here" : "no disks"}`,
          expected: "a last backup, then gone; nothing that names it",
          cite: [guest.at],
          likelihood: guest.onboot ? 3 : 2,
          confidence: "inferred",
          remedy: { steps: stepsFor(guest), verify: showCommand(guest) },
        },
      ];
    });
  },
  remedy: {
    steps: ["Look for what still names it: mounts, storages, names, jobs", "Make a last backup, then remove it"],
    risk: "Removing it removes its disks: keep the last backup until nobody asks for it.",
    verify: "qm list",
  },
});

/** The words in which its notes or its tags say so. */
function saysRetired({ notes, tags }: Guest): string | undefined {
  const line = notes.split("\n").find((text) => retired.test(text));
  return line?.slice(0, 80) ?? tags.find((tag) => retired.test(tag));
}

function stepsFor(guest: Guest): string[] {
  const search = `Look for what still names it: \`grep -rIs ${shellWord(guest.name)} /etc/fstab /etc/cron.d /etc/pve/storage.cfg /etc/hosts\``;
  if (guest.platform === "libvirt") return [search, `Copy its disks away, then \`virsh undefine ${shellWord(guest.name)}\``];
  const [tool, id] = [guest.platform === "lxc" ? "pct" : "qm", shellWord(guest.id)];
  return [search, `\`${tool} set ${id} --onboot 0 --protection 1\` at once; after a last \`vzdump ${id}\` remove it`];
}
