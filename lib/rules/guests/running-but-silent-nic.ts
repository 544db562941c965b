import type { GuestTraffic } from "#lib/facts/guest-traffic.ts";
import type { Guest, GuestNic, Guests } from "#lib/facts/guests.ts";
import { defineRule, Undecidable } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { rolesOf } from "#lib/rules/shared/guest-roles.ts";
import { peerFact } from "#lib/rules/shared/peers.ts";
import { listed } from "#lib/rules/shared/wording.ts";

/** A guest that boots says nothing for a while. */
const minimumMs = 10 * 60_000;

export const runningButSilentNic = defineRule({
  id: "guests/running-but-silent-nic",
  title: "A guest runs, and not one frame has come out of its network card",
  why: "The hypervisor calls it running and well. Inside, the card has another name than the configuration or no driver, and nobody can reach it: only the console shows why.",
  scope: "guest",
  scenarios: ["guest-restart"],
  likelihood: 4,
  impact: 2,
  postmortems: ["vps-nic-renamed-by-display-removal"],
  references: ["bridge(8)"],
  needs: ["guests", "guestTraffic", "before"],
  wants: ["resolver", "routes", "neighbours"],
  check({ guests, guestTraffic, before, resolver, routes, neighbours }, now) {
    const [earlierGuests, earlierTraffic] = [peerFact(before.baseline, "guests"), peerFact(before.baseline, "guestTraffic")];
    if (earlierGuests === undefined || earlierTraffic === undefined)
      throw new Undecidable("the counters of an earlier visit are not known yet");
    if (now.getTime() - before.baseline.seenUntil.getTime() < minimumMs)
      throw new Undecidable("the earlier visit was less than ten minutes ago");
    const roleOf = rolesOf(guests, { resolver, routes, neighbours });
    return guests.flatMap((guest) => {
      const cards = guest.nics.filter((nic) => !nic.linkDown && packetsOf(nic, guestTraffic) !== undefined);
      const silent = cards.filter((nic) => packetsOf(nic, guestTraffic) === 0 && wasSilent(guest, nic, earlierGuests, earlierTraffic));
      if (guest.template || guest.running !== true || guest.state === "paused" || silent.length === 0) return [];
      // Beside a card that talks, a silent one may never have been set up.
      const isCutOff = silent.length === cards.length;
      const role = roleOf(guest);
      return [
        {
          subject: guestLabel(guest),
          key: guest.id,
          title: `${guestLabel(guest)} runs and has sent nothing through ${listed(silent.map(({ slot }) => slot))}`,
          observed: `no frame from ${listed(silent.map(({ slot, device }) => `${slot} (${device})`))} at this visit and at an earlier one${role === undefined ? "" : `; its role: ${role.role}`}`,
          expected: "a guest that at least asks for its neighbours",
          cite: [
            ...silent.flatMap((nic) => guestTraffic.filter(({ device }) => device === nic.device).map(({ at }) => at)),
            ...silent.map(({ at }) => at),
          ],
          likelihood: isCutOff ? 4 : 2,
          impact: isCutOff && role !== undefined ? 3 : 2,
          confidence: isCutOff ? "inferred" : "suspected",
        },
      ];
    });
  },
  remedy: {
    steps: [
      "Open its console and look: `ip -br link` against the names in its network configuration",
      "Unplug it on purpose where it is not used: `link_down=1`, <link state='down'/>",
    ],
    risk: "None: looking changes nothing.",
    verify: "grep -H . /sys/devices/virtual/net/*/statistics/rx_packets",
  },
});

function packetsOf({ device }: GuestNic, traffic: GuestTraffic): number | undefined {
  return traffic.find((one) => one.device === device)?.receivedPackets;
}

/** The same card of the same guest had sent nothing then either; its device may have had another name. */
function wasSilent(guest: Guest, nic: GuestNic, guests: Guests, traffic: GuestTraffic): boolean {
  const then = guests.find(({ id }) => id === guest.id);
  const card =
    then?.running === true ? then.nics.find(({ slot, mac }) => (nic.mac === null ? slot === nic.slot : mac === nic.mac)) : undefined;
  return card !== undefined && packetsOf(card, traffic) === 0;
}
