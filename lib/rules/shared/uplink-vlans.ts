import type { BridgePort, VlanBridge } from "#lib/facts/bridge-vlans.ts";
import type { Declarations } from "#lib/facts/declared.ts";
import type { GuestNic } from "#lib/facts/guests.ts";
import { type SwitchPort, switchCarries, switchPortOf } from "./switch-ports.ts";
import { vlanRanges, widestList } from "./vlan-lists.ts";
import { carries } from "./vlans.ts";

/** A guest's card: what its definition asks for, and the port that it has now; none where it does not run. */
export interface VlanCard {
  nic: Pick<GuestNic, "vlanTag" | "trunks">;
  port: BridgePort | undefined;
}

/** A VLAN of a guest that does not leave the host, and who stops it: the uplink's table, or the switch port as somebody declared it. */
export interface CutOff<Card extends VlanCard> {
  vid: number;
  card: Card;
  /** The guest tags its frames itself: a router, whose VLANs may be meant to stay inside. */
  tagged: boolean;
  by: SwitchPort | null;
}

/** VLANs of guests on a bridge that no uplink lets out. None where the bridge has no uplink: such a network is meant to stay inside. */
export function cutOffVlans<Card extends VlanCard>(bridge: VlanBridge, cards: readonly Card[], declared: Declarations): CutOff<Card>[] {
  const uplinks = bridge.ports.filter((port) => port.role === "uplink");
  if (uplinks.length === 0) return [];
  return cards.flatMap((card) =>
    wantedVlans(card).flatMap(({ vid, tagged }): CutOff<Card>[] => {
      const by = stoppedBy(vid, uplinks, declared);
      return by === undefined ? [] : [{ vid, card, tagged, by }];
    }),
  );
}

/** Undefined where the VLAN gets out; null where no uplink carries it; else the switch port that does not take it. */
function stoppedBy(vid: number, uplinks: readonly BridgePort[], declared: Declarations): SwitchPort | null | undefined {
  const ways = uplinks.filter((uplink) => carries(uplink, vid));
  if (ways.length === 0) return null;
  const refusals = ways.map((uplink) => {
    const port = switchPortOf(uplink.name, declared);
    return port !== undefined && switchCarries(port, vid) === false ? port : undefined;
  });
  return refusals.every((port) => port !== undefined) ? refusals[0] : undefined;
}

/** The VLANs that a card is in: by its port's table while it runs, else by its definition. */
function wantedVlans({ nic, port }: VlanCard): { vid: number; tagged: boolean }[] {
  const trunks = vlanRanges(nic.trunks ?? "").filter(([first, last]) => last - first < widestList);
  const asked = trunks.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index));
  if (port === undefined)
    return [...(nic.vlanTag === null ? [] : [{ vid: nic.vlanTag, tagged: false }]), ...asked.map((vid) => ({ vid, tagged: true }))];
  const listed = port.vlans
    .filter((vlan) => !vlan.pvid && vlan.vidEnd - vlan.vid < widestList)
    .flatMap((vlan) => Array.from({ length: vlan.vidEnd - vlan.vid + 1 }, (_, index) => vlan.vid + index));
  return [...(port.pvid === null ? [] : [{ vid: port.pvid, tagged: false }]), ...listed.map((vid) => ({ vid, tagged: true }))];
}
