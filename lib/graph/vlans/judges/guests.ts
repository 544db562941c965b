import type { Disagreement } from "#lib/graph/vlans/model.ts";
import type { PlacedGuest } from "#lib/graph/vlans/placed-guests.ts";
import type { Place } from "#lib/graph/vlans/places.ts";
import { describeSwitchPort, isStale } from "#lib/rules/shared/switch-ports.ts";
import { type CutOff, cutOffVlans } from "#lib/rules/shared/uplink-vlans.ts";
import { describeUplinks } from "#lib/rules/shared/uplinks.ts";
import { counted, groupBy, listed, maximumCites, uniqueBy } from "#lib/rules/shared/wording.ts";
import { disagreement, loseLeg, setPvid } from "./disagreement.ts";

/** Host and guests of one bridge in different VLANs. Whether that is meant was judged at the visit, from more than the part holds. */
export function judgeHostAndGuests(place: Place): Disagreement[] {
  const { bridge, guests, own } = place;
  if (place.kind !== "filters" || (bridge?.separation !== "confirmed" && bridge?.separation !== "inferred")) return [];
  const running = guests.filter(({ port }) => port !== undefined);
  const guestVids = [...new Set(running.flatMap(({ vid }) => vid ?? []))].sort((one, other) => one - other);
  const ownVids = [...new Set(own.flatMap(({ vid }) => vid ?? []))];
  const names = uniqueBy(running, ({ name }) => name).map(({ name }) => name);
  const [wanted] = guestVids;
  const host = ownVids.length === 0 ? "in no VLAN" : `in VLAN ${listed(ownVids.map(String))}`;
  return [
    disagreement(place, {
      kind: "host-and-guests",
      likelihood: 3,
      impact: 3,
      confidence: bridge.separation,
      title: `On ${place.name} the host is ${host}, its ${counted(names.length, "guest")} in VLAN ${listed(guestVids.map(String))}`,
      observed: `host ${listed(own.map(({ address }) => address))} ${host}; ${listed(names)} in VLAN ${listed(guestVids.map(String))}`,
      expected: "the host's address in a VLAN that its guests share, or a route to theirs",
      cite: [bridge.self?.at ?? bridge.at, ...running.slice(0, 3).map(({ at }) => at)],
      vids: [...ownVids, ...guestVids],
      guests: names,
      rule: "bridge/pvid-mismatch-host-guests",
      given: wanted === undefined ? null : setPvid(place, wanted),
    }),
  ];
}

/** VLANs of guests that no uplink lets out, or that the switch does not take. */
export function judgeCarried(place: Place, now: Date): Disagreement[] {
  const { table, uplinks } = place;
  if (place.kind !== "filters" || table === null) return [];
  const declared = uplinks.flatMap(({ told }) => told ?? []);
  const cut = cutOffVlans(
    table,
    place.guests.map((guest) => ({ ...guest, guest })),
    declared,
  );
  return [...groupBy(cut, ({ vid, by }) => `${vid} ${by === null ? "" : "switch"}`).values()].map((group) => notCarried(place, group, now));
}

function notCarried(place: Place, group: readonly CutOff<PlacedGuest & { guest: PlacedGuest }>[], now: Date): Disagreement {
  const [{ vid, by } = { vid: 0, by: null }] = group;
  const cards = group.map(({ card }) => card);
  const names = uniqueBy(cards, ({ name }) => name).map(({ name }) => name);
  const ports = place.uplinks.flatMap(({ port }) => port ?? []);
  const uplinks = listed(ports.map(({ name }) => name));
  // Guests that share the VLAN may be all that it is for, the host may be in it too, and a router tags VLANs of its own.
  const isPerhapsMeant = names.length > 1 || place.own.some((own) => own.vid === vid) || group.every(({ tagged }) => tagged);
  const isNeeded = cards.some(({ roles }) => roles.length > 0);
  const isDoubted = isPerhapsMeant || (by !== null && isStale(by, now));
  return disagreement(place, {
    kind: by === null ? "not-carried" : "switch-refuses",
    key: String(vid),
    likelihood: isPerhapsMeant ? 2 : 3,
    impact: isPerhapsMeant || !isNeeded ? 2 : 3,
    confidence: isDoubted ? "suspected" : "confirmed",
    title:
      by === null
        ? `VLAN ${vid} of ${counted(names.length, "guest")} is not carried by ${uplinks} of ${place.name}`
        : `VLAN ${vid} of ${counted(names.length, "guest")} leaves ${place.name}, and its switch port does not take it`,
    observed:
      by === null
        ? `${listed(names)} in VLAN ${vid}; ${describeUplinks(ports)}`
        : `${uplinks} carries VLAN ${vid}; ${describeSwitchPort(by)}, allows ${by.allowedVlans}`,
    expected: by === null ? `VLAN ${vid} on ${uplinks}, unless it is to stay on this host` : `VLAN ${vid} allowed on the switch port`,
    cite: [...cards.map(({ at }) => at), ...ports.map(({ at }) => at)].slice(0, maximumCites),
    vids: [vid],
    guests: names,
    rule: "bridge/vlan-missing-on-uplink",
    given: loseLeg(place, vid),
  });
}
