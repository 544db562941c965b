import type { BridgePort } from "#lib/facts/bridge-vlans.ts";
import type { Cite } from "#lib/facts/cite.ts";
import type { HostPart, PartBridge, PartGuest } from "#lib/graph/part.ts";
import { inRanges, type VlanRange, vlanRanges, widestList } from "#lib/rules/shared/vlan-lists.ts";
import { portAsRead } from "./as-read.ts";

/** A card of a guest on a bridge, as its port is now, else as its definition asks. */
export interface PlacedGuest {
  name: string;
  isRunning: boolean;
  roles: readonly string[];
  /** The VLAN of its untagged frames; null where nothing gives them one. */
  vid: number | null;
  /** VLANs that it tags itself, where they are few enough to be meant. */
  tagged: VlanRange[];
  /** As the rules take a card. */
  nic: { vlanTag: number | null; trunks: string | null };
  port: BridgePort | undefined;
  at: Cite;
}

/** Guests on a bridge: by its ports, and the cards of guests that have none there now. `around` is the VLAN that the whole bridge lies in. */
export function placedGuests({ guests }: HostPart, bridge: PartBridge, around: number | null): PlacedGuest[] {
  const running = bridge.guestPorts.map((port) => {
    const owner = guests.find(({ id }) => id === port.guest);
    return onPort(portAsRead(port, "guest"), owner);
  });
  const stopped = guests
    .filter(({ template }) => !template)
    .flatMap((guest) => {
      const there = bridge.guestPorts.filter((port) => port.guest === guest.id).length;
      return guest.nics
        .filter((nic) => nic.bridge === bridge.name)
        .slice(there)
        .map((nic) => byDefinition(guest, nic, around));
    });
  return [...running, ...stopped];
}

function onPort(port: BridgePort, owner: PartGuest | undefined): PlacedGuest {
  return {
    name: owner?.name ?? port.name,
    isRunning: true,
    roles: owner?.roles ?? [],
    vid: port.pvid,
    tagged: port.vlans.filter(({ vid, vidEnd, pvid }) => !pvid && vidEnd - vid < widestList).map(({ vid, vidEnd }) => [vid, vidEnd]),
    nic: { vlanTag: null, trunks: null },
    port,
    at: port.at,
  };
}

function byDefinition(guest: PartGuest, { vid, trunks, at }: PartGuest["nics"][number], around: number | null): PlacedGuest {
  const asked = vlanRanges(trunks ?? "").filter(([first, last]) => last - first < widestList);
  return {
    name: guest.name,
    isRunning: guest.running === true,
    roles: guest.roles,
    vid: vid ?? around,
    tagged: asked,
    nic: { vlanTag: vid, trunks },
    port: undefined,
    at,
  };
}

/** Whether a guest's card is in a VLAN, untagged or by its own tags. */
export function isIn({ vid, tagged }: PlacedGuest, asked: number): boolean {
  return vid === asked || inRanges(tagged, asked);
}
