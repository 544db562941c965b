import { defineRule } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { rolesOf } from "#lib/rules/shared/guest-roles.ts";
import { isHaManaged } from "#lib/rules/shared/guest-start.ts";
import { shellWord, uniqueBy } from "#lib/rules/shared/wording.ts";
import { killedGuests } from "./parts/killed-guests.ts";

export const noRestartAfterCrash = defineRule({
  id: "guests/no-restart-after-crash",
  title: "A guest that others need was killed by the kernel, and nothing starts it again",
  why: "Start at boot works at boot only. A guest whose process dies in between stays down until a person notices, and without name service, addresses or a gateway nobody can be told.",
  scope: "guest",
  scenarios: ["hardware-fault"],
  likelihood: 3,
  impact: 2,
  postmortems: ["ram-allotted-100-percent"],
  references: ["ha-manager(1)"],
  needs: ["guests", "kernelEvents"],
  wants: ["resolver", "routes", "neighbours"],
  check({ guests, kernelEvents, resolver, routes, neighbours }) {
    const roleOf = rolesOf(guests, { resolver, routes, neighbours });
    const killed = uniqueBy(killedGuests(kernelEvents, guests), ({ guest }) => guest?.id ?? "");
    return killed.flatMap(({ guest, event }) => {
      const role = guest === null ? undefined : roleOf(guest);
      if (guest === null || role === undefined || isHaManaged(guest)) return [];
      return [
        {
          subject: guestLabel(guest),
          key: guest.id,
          title: `${guestLabel(guest)} (${role.role}) is not under HA: when its process dies, nothing restarts it`,
          observed: `killed by the kernel in this boot; no HA resource; its role: ${role.role}, ${role.because}`,
          expected: "something that starts it again, or a second server of its kind elsewhere",
          cite: [event.at, guest.at],
          confidence: role.from === "address" ? "inferred" : "suspected",
          remedy:
            guest.platform === "qemu"
              ? {
                  steps: [
                    "Mend the lack of memory first",
                    `In a cluster with shared storage: \`ha-manager add vm:${shellWord(guest.id)} --state started\`; else set up a second server elsewhere`,
                  ],
                }
              : {},
        },
      ];
    });
  },
  remedy: {
    steps: ["Mend the lack of memory first", "Set up a second server of its kind on another machine"],
    risk: "HA starts the guest wherever it can: its disks have to be there, and fencing needs a watchdog that works.",
    verify: "ha-manager status",
  },
});
