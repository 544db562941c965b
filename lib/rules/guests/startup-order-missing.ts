import type { Guest } from "#lib/facts/guests.ts";
import { defineRule, NotApplicable } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { type GuestRole, rolesOf } from "#lib/rules/shared/guest-roles.ts";
import { isHaManaged } from "#lib/rules/shared/guest-start.ts";
import { listed, maximumCites } from "#lib/rules/shared/wording.ts";
import { setCommand } from "./parts/guest-commands.ts";

/** What others need from the first moment; a monitoring or a backup server may come last. */
const basic = new Set(["DNS", "DHCP", "gateway", "storage", "authentication"]);

export const startupOrderMissing = defineRule({
  id: "guests/startup-order-missing",
  title: "Guests start before the guests that they need",
  why: "Proxmox starts guests without an order by their number. What starts before its name server, gateway or storage fails or gives up, and has to be restarted by hand after every boot of the host.",
  scope: "host",
  scenarios: ["reboot", "power-loss"],
  likelihood: 3,
  impact: 2,
  postmortems: ["pve-self-fence-unseen-nine-hours"],
  references: ["qm(1): start and shutdown order"],
  needs: ["guests"],
  wants: ["resolver", "routes", "neighbours"],
  check({ guests, resolver, routes, neighbours }) {
    const started = guests.filter((guest) => guest.platform !== "libvirt" && !guest.template && guest.onboot && !isHaManaged(guest));
    if (started.length < 2) throw new NotApplicable("fewer than two guests start with the host in an order of its own");
    const roleOf = rolesOf(guests, { resolver, routes, neighbours });
    const isBasic = (guest: Guest) => basic.has(roleOf(guest)?.role ?? "");
    const providers = started.flatMap((guest): { guest: Guest; role: GuestRole }[] => {
      const role = roleOf(guest);
      return role !== undefined && isBasic(guest) ? [{ guest, role }] : [];
    });
    const dependents = started.filter((guest) => !isBasic(guest));
    const late = providers.filter(({ guest }) => dependents.some((other) => startsBefore(other, guest)));
    const [first] = late;
    if (first === undefined) return [];
    const early = dependents.filter((other) => late.some(({ guest }) => startsBefore(other, guest)));
    const known = late.some(({ role }) => role.from === "address");
    return [
      {
        subject: listed(late.map(({ guest }) => guestLabel(guest))),
        key: "order",
        title: `${listed(early.map(guestLabel))} ${early.length === 1 ? "starts" : "start"} before ${listed(late.map(({ guest, role }) => `${guestLabel(guest)} (${role.role})`))}`,
        observed: listed(
          [...late.map(({ guest }) => guest), ...early].map((guest) => `${guestLabel(guest)}: ${orderWords(guest)}`),
          8,
        ),
        expected: "order=1 with a pause (up=) for what others need, a higher order for the rest",
        cite: [...late.map(({ guest }) => guest.onbootAt), ...early.map((guest) => guest.onbootAt)].slice(0, maximumCites),
        // A name that sounds like a role is a guess.
        likelihood: known ? 3 : 2,
        confidence: known ? "inferred" : "suspected",
        remedy: { steps: late.map(({ guest }) => `\`${setCommand(guest)} --startup order=1,up=60\``) },
      },
    ];
  },
  remedy: {
    steps: ["Give what others need order=1 and a pause, the rest a higher order"],
    risk: "None now: it changes only the next boot of the host, which takes longer by the pauses.",
    verify: "grep -H startup /etc/pve/qemu-server/*.conf /etc/pve/lxc/*.conf",
  },
});

/** Guests with an order come first, by it; the others follow, by number (qm(1)). */
function startsBefore(one: Guest, other: Guest): boolean {
  const [first, second] = [orderOf(one), orderOf(other)];
  return first === second ? Number(one.id) < Number(other.id) : first < second;
}

function orderOf({ startup }: Guest): number {
  return startup?.order ?? Number.POSITIVE_INFINITY;
}

function orderWords({ startup }: Guest): string {
  if (startup?.order == null) return "no order";
  return `order ${startup.order}${startup.upSeconds === null ? "" : `, up ${startup.upSeconds} s`}`;
}
