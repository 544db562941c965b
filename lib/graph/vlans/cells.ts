import { switchCarries } from "#lib/rules/shared/switch-ports.ts";
import { inRanges, type VlanRange, vlanRanges, widestList } from "#lib/rules/shared/vlan-lists.ts";
import { carries } from "#lib/rules/shared/vlans.ts";
import type { Passage, VlanCell } from "./model.ts";
import { isIn } from "./placed-guests.ts";
import type { Place, Uplink } from "./places.ts";

/** What a place says of one VLAN, or with null of untagged frames without one; null where it has nothing to do with it. */
export function cellOf(place: Place, vid: number | null): VlanCell | null {
  if (place.kind === "unread") return null;
  const nativeHere = nativeOf(place);
  const isHere = (one: number | null) => (one ?? nativeHere) === vid;
  const own = place.own.filter((address) => isHere(address.vid));
  const guests = place.guests.filter((guest) => isHere(guest.vid) || (vid !== null && isIn(guest, vid)));
  const isNamed = vid !== null && isNamedAt(place, vid);
  const passage = passageOf(place, vid);
  const isCarried = place.kind === "filters" && passage !== "none" && passage !== "inside";
  if (own.length === 0 && guests.length === 0 && !isNamed && !isCarried) return null;
  return {
    own: own.map(({ address, device }) => `${address} on ${device}`),
    guests: guests
      .map((guest) => ({ name: guest.name, isRunning: guest.isRunning, tags: !isHere(guest.vid) }))
      .sort((one, other) => Number(other.isRunning) - Number(one.isRunning)),
    passage: place.uplinks.length === 0 ? "inside" : passage,
    files: vid === null ? "open" : filesOf(place, vid),
    told: vid === null ? "open" : toldOf(place, vid),
    severity: null,
  };
}

/** The VLAN that untagged frames of a bridge or card without filtering are in, where all switch ports behind it are declared alike. */
export function nativeOf({ kind, uplinks }: Place): number | null {
  if (kind !== "passes" && kind !== "card") return null;
  const [first, ...others] = uplinks.map(({ told }) => told?.nativeVlan ?? null);
  return first !== undefined && others.every((one) => one === first) ? first : null;
}

/** Somebody named it here: a file, a declaration, a device of its own, or a short list. */
function isNamedAt(place: Place, vid: number): boolean {
  return (
    place.legs.some((leg) => leg.vid === vid) ||
    place.uplinks.some(({ configured, told }) => configured?.pvid === vid || told?.nativeVlan === vid) ||
    namedRanges(place).some(([first, last]) => first <= vid && vid <= last)
  );
}

/** Lists that are short enough to be meant: of tables, of files, of what is declared. */
export function namedRanges(place: Place): VlanRange[] {
  const tables = (place.table?.vlanFiltering ? place.table.ports : []).filter(({ role }) => role === "self" || role === "uplink");
  const running = tables.flatMap(({ vlans }) => vlans.map(({ vid, vidEnd }): VlanRange => [vid, vidEnd]));
  const said = place.uplinks.flatMap(({ configured, told }) => [...(configured?.vids ?? []), ...vlanRanges(told?.allowedVlans ?? "")]);
  return [...running, ...said].filter(([first, last]) => last - first < widestList);
}

/** On a bridge that filters, frames without a VLAN go nowhere: who is there has none yet, or none any more. */
function passageOf(place: Place, vid: number | null): Passage {
  if (place.kind !== "filters") return "all";
  if (vid === null) return "none";
  const [first, ...others] = place.uplinks.map(({ port }) => (port === null ? "none" : passageBy(port, vid)));
  if (first === undefined) return "inside";
  return others.every((one) => one === first) ? first : "mixed";
}

function passageBy(port: NonNullable<Uplink["port"]>, vid: number): Passage {
  const entry = port.vlans.find((one) => one.vid <= vid && vid <= one.vidEnd);
  if (entry === undefined) return "none";
  if (entry.pvid) return entry.untagged ? "pvid" : "pvid-tagged";
  if (entry.untagged) return "untagged";
  return entry.vidEnd - entry.vid < widestList ? "tagged" : "all";
}

/** VLAN 1 is what a kernel gives a port unasked, and no file has to name a PVID. */
function filesOf(place: Place, vid: number): VlanCell["files"] {
  const legs = place.legs.filter((leg) => leg.vid === vid);
  const said = place.uplinks.flatMap(({ port, configured }): VlanCell["files"][] => {
    if (port === null || configured === null || (configured.vids === null && configured.pvid !== vid)) return [];
    const isWanted = configured.pvid === vid || inRanges(configured.vids ?? [], vid);
    if (isWanted === carries(port, vid)) return isWanted ? ["same"] : [];
    return isWanted ? ["not-running"] : vid === port.pvid || vid === 1 ? [] : ["not-configured"];
  });
  const devices = legs.map(({ isRunning, isConfigured }): VlanCell["files"] =>
    isRunning === null || isConfigured === null
      ? "open"
      : isRunning && isConfigured
        ? "same"
        : isRunning
          ? "not-configured"
          : "not-running",
  );
  const all = [...said, ...devices];
  return (["not-running", "not-configured", "same"] as const).find((one) => all.includes(one)) ?? "open";
}

function toldOf({ uplinks }: Place, vid: number): VlanCell["told"] {
  const said = uplinks.map(({ told }) => {
    if (told === undefined) return "open";
    if (told.nativeVlan === vid) return "native";
    const carried = switchCarries(told, vid);
    return carried === null ? "open" : carried ? "tagged" : "refused";
  });
  return (["refused", "open", "tagged", "native"] as const).find((one) => said.includes(one)) ?? "open";
}
