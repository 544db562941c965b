import type { Guest, Guests } from "#lib/facts/guests.ts";
import { defineRule, type Remedy, Undecidable } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { rolesOf } from "#lib/rules/shared/guest-roles.ts";
import { isTagged, startsWithHost } from "#lib/rules/shared/guest-start.ts";
import { counted, shellWord } from "#lib/rules/shared/wording.ts";

/** Guests start one after another, and wait for quorum and storage: before this, stopped may mean not yet. */
const settledSeconds = 15 * 60;

export const onbootNotRunning = defineRule({
  id: "guests/onboot-not-running",
  title: "A guest that is set to start at boot is not running now",
  why: "At boot a guest that fails to start is logged and not tried again: the host looks well and the service is gone.",
  scope: "guest",
  scenarios: ["reboot", "power-loss"],
  likelihood: 4,
  impact: 3,
  postmortems: [
    "pve-self-fence-unseen-nine-hours",
    "kvm-pair-panic-reboot",
    "power-loss-decommissioned-onboot",
    "decommissioned-nas-leftover",
  ],
  references: ["qm(1)", "virsh(1)"],
  needs: ["guests", "identity"],
  wants: ["resolver", "routes", "neighbours"],
  check({ guests, identity, resolver, routes, neighbours }) {
    const wanted = guests.filter((guest) => !guest.template && startsWithHost(guest) && !isTagged(guest, "maintenance", "standby"));
    const stopped = wanted.filter((guest) => guest.running === false);
    if (stopped.length === 0) {
      const unseen = wanted.filter((guest) => guest.running === null);
      if (unseen.length > 0) throw new Undecidable(`the state of ${counted(unseen.length, "guest")} could not be read`);
      return [];
    }
    if (identity.uptimeSeconds === null) throw new Undecidable("the uptime of the host could not be read: guests may still be starting");
    if (identity.uptimeSeconds < settledSeconds) {
      throw new Undecidable(`the host booted ${Math.round(identity.uptimeSeconds / 60)} min ago: guests may still be starting`);
    }
    const roleOf = rolesOf(guests, { resolver, routes, neighbours });
    return stopped.map((guest) => {
      const role = roleOf(guest);
      return {
        subject: guest.name,
        key: guest.id,
        title: `${guestLabel(guest)} is set to start at boot and is not running`,
        observed: `${guest.state ?? "stopped"}; ${stopped.length} of ${counted(wanted.length, "such guest")} ${stopped.length === 1 ? "is" : "are"} down${role === undefined ? "" : `; its role: ${role.role}`}`,
        expected: "running, or not set to start at boot",
        cite: [guest.onbootAt, ...(guest.stateAt === null ? [] : [guest.stateAt])],
        impact: role !== undefined || stopped.length >= 3 ? 3 : 2,
        remedy: remedyFor(guest, guests),
      };
    });
  },
  remedy: {
    steps: ["Read the error of its last start", "Start it, or take it off the boot list if it is retired"],
    risk: "A second copy may run elsewhere if the guest was restored or migrated: two of one disk or address destroy each other.",
    verify: "virsh -r list --all",
  },
});

function remedyFor(guest: Guest, guests: Guests): Partial<Remedy> {
  const name = shellWord(guest.platform === "libvirt" ? guest.name : guest.id);
  if (guest.platform === "libvirt") {
    const unique = guests.filter((other) => other.name === guest.name).length === 1;
    const domain = unique ? name : shellWord(guest.id);
    return {
      steps: [
        `Read why: \`tail /var/log/libvirt/qemu/${name}.log\``,
        `\`virsh start ${domain}\`, or \`virsh autostart --disable ${domain}\` if it is retired`,
      ],
      verify: `virsh -r domstate ${domain}`,
    };
  }
  const tool = guest.platform === "lxc" ? "pct" : "qm";
  return {
    steps: [
      `Read why: \`journalctl -b -u pve-guests\` and the task log of ${name}`,
      `\`${tool} start ${name}\`, or \`${tool} set ${name} --onboot 0\` if it is retired`,
    ],
    verify: `${tool} status ${name}`,
  };
}
