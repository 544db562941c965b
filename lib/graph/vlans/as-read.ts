import type { Addresses } from "#lib/facts/addresses.ts";
import type { BridgePort, VlanBridge } from "#lib/facts/bridge-vlans.ts";
import type { HostPart, PartBridge, PartPort } from "#lib/graph/part.ts";
import { rangesWithout, type VlanRange, vlanRanges } from "#lib/rules/shared/vlan-lists.ts";

/** A bridge as the facts had it, so that the rules' own judges can be asked about a part. */
export function asRead({ name, filters, defaultPvid, self, uplinks, guestPorts, at }: PartBridge): VlanBridge {
  const leading = uplinks.map(({ vids, untagged, ...port }) => ({ ...port, vids: vids ?? "", untagged: untagged ?? "" }));
  return {
    name,
    vlanFiltering: filters,
    defaultPvid,
    ports: [
      ...(self === null ? [] : [portAsRead(self, "self")]),
      ...leading.map((port) => portAsRead(port, "uplink")),
      ...guestPorts.map((port) => portAsRead(port, "guest")),
    ],
    at,
  };
}

/** Ranges are those of VLANs that are treated alike: the PVID and what leaves untagged stand by themselves. */
export function portAsRead({ name, pvid: said, vids, untagged, at }: PartPort, role: BridgePort["role"]): BridgePort {
  const own = said === null ? [] : vlanRanges(String(said));
  const pvid = own[0]?.[0] ?? null;
  const all = vlanRanges(vids);
  const bare = vlanRanges(untagged);
  const isBare = own.length > 0 && bare.some(([first, last]) => pvid !== null && first <= pvid && pvid <= last);
  const entry =
    (pvidOf: boolean, leaves: boolean) =>
    ([vid, vidEnd]: VlanRange) => ({ vid, vidEnd, pvid: pvidOf, untagged: leaves });
  return {
    name,
    role,
    pvid,
    vlans: [
      ...own.map(entry(true, isBare)),
      ...rangesWithout(bare, own).map(entry(false, true)),
      ...rangesWithout(all, [...own, ...bare]).map(entry(false, false)),
    ].sort((one, other) => one.vid - other.vid),
    at,
  };
}

/** A part holds no addresses of loopback and none that are of one link only. */
export function addressesOf({ addresses }: HostPart): Addresses {
  return addresses.map((one) => ({ ...one, family: one.address.includes(":") ? 6 : 4, scope: "global", dynamic: false }));
}
