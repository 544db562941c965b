import type { Guest } from "#lib/facts/guests.ts";
import { defineRule, Undecidable } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { type GuestRole, rolesOf } from "#lib/rules/shared/guest-roles.ts";
import { isHaManaged, isTagged } from "#lib/rules/shared/guest-start.ts";
import { shellWord } from "#lib/rules/shared/wording.ts";

/** Younger hosts are still being set up. How long the guest itself runs is not read: the host's uptime bounds it. */
const settledSeconds = 7 * 86_400;

/** Words of guests that nobody needs after a reboot, whatever else their name says. */
const idleWords =
  /(^|[-_.\s(])(test|tst|lab|dev|devel|stage|staging|demo|spare|standby|old|tmp|temp|clone|copy|poc|sandbox|training)\d*($|[-_.\s)])/i;

export const importantGuestWithoutOnboot = defineRule({
  id: "guests/important-guest-without-onboot",
  title: "A running infrastructure guest will not start after a host reboot",
  why: "It was started by hand and runs until the host does not. After the next reboot, planned or not, everything that needs it fails, and the reason is a missing line.",
  scope: "guest",
  scenarios: ["reboot", "power-loss"],
  likelihood: 3,
  impact: 3,
  postmortems: ["kvm-pair-panic-reboot", "guests-not-autostarted-2016"],
  references: ["qm(1)", "pct(1)", "virsh(1)"],
  needs: ["guests", "identity"],
  wants: ["resolver", "routes", "neighbours"],
  check({ guests, identity, resolver, routes, neighbours }) {
    const roleOf = rolesOf(guests, { resolver, routes, neighbours });
    const candidates = guests
      .filter(
        (guest) =>
          guest.running !== false &&
          !guest.template &&
          !guest.onboot &&
          !isHaManaged(guest) &&
          !isTagged(guest, "standby", "spare", "lab", "test"),
      )
      .map((guest) => ({ guest, role: roleOf(guest) }))
      .filter((candidate): candidate is { guest: Guest; role: GuestRole } => candidate.role !== undefined)
      .filter(({ guest, role }) => role.from === "address" || !idleWords.test(guest.name));
    if (candidates.length === 0) return [];
    if (identity.uptimeSeconds === null) throw new Undecidable("the uptime of the host could not be read");
    if (identity.uptimeSeconds < settledSeconds) return [];
    const running = candidates.filter(({ guest }) => guest.running === true);
    if (running.length === 0) throw new Undecidable("the state of the guests could not be read");
    return running.map(({ guest, role }) => ({
      subject: guest.name,
      key: guest.id,
      title: `${guestLabel(guest)} does not start with the host; its role: ${role.role}`,
      observed: `running, not set to start at boot, not managed by HA; ${role.because}`,
      expected: "set to start at boot, before what needs it",
      cite: [guest.onbootAt, ...(guest.stateAt === null ? [] : [guest.stateAt])],
      confidence: role.from === "address" ? "inferred" : "suspected",
      remedy: { steps: [`\`${startCommand(guest)}\``], verify: verifyCommand(guest) },
    }));
  },
  remedy: {
    steps: ["Set the guest to start at boot, first in order"],
    risk: "None now: it changes only what the next boot of the host does.",
    verify: "virsh -r list --all --autostart",
  },
});

function startCommand(guest: Guest): string {
  if (guest.platform === "libvirt") return `virsh autostart ${shellWord(guest.name)}`;
  return `${guest.platform === "lxc" ? "pct" : "qm"} set ${shellWord(guest.id)} --onboot 1 --startup order=1,up=30`;
}

function verifyCommand(guest: Guest): string {
  if (guest.platform === "libvirt") return `virsh -r dominfo ${shellWord(guest.name)}`;
  return `${guest.platform === "lxc" ? "pct" : "qm"} config ${shellWord(guest.id)}`;
}
