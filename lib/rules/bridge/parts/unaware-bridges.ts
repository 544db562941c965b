import type { Cite } from "#lib/facts/cite.ts";
import type { Facts } from "#lib/facts/index.ts";
import type { Link } from "#lib/facts/links.ts";
import type { Peer } from "#lib/rules/context.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { isPlannedBridge } from "#lib/rules/shared/vlans.ts";

/** What is known of a node, its guests and those that it may have to take over. */
export type UnawareWorld = Pick<Facts, "links" | "guests"> & {
  [Name in "clusterGuests" | "clusterConfig" | "highAvailability"]: Facts[Name] | undefined;
} & { peers: readonly Peer[] | undefined };

/** A guest with a VLAN tag on a bridge: "VM 212", "tag=40". */
interface Tagged {
  id: string;
  label: string;
  tag: string;
  bridge: string;
  isTrunk: boolean;
  isHighlyAvailable: boolean;
  at: Cite;
}

/** A bridge without VLAN filtering that guests have tags on. */
export interface UnawareBridge {
  bridge: Link;
  users: Tagged[];
  /** Members of the cluster on which a bridge of this name filters VLANs. */
  awarePeers: string[];
  isHighlyAvailable: boolean;
  hasTrunks: boolean;
}

/**
 * Bridges where a tag means something else than on the other nodes. A stand-alone host, and a cluster whose bridges are all known to be
 * without filtering, use Proxmox's older way, a bridge for each tag, in which nothing is wrong.
 */
export function unawareBridges(world: UnawareWorld): UnawareBridge[] {
  const { links, peers, clusterConfig } = world;
  const tagged = [...own(world), ...elsewhere(world)];
  return links
    .filter((link) => link.kind === "bridge" && isPlannedBridge(link.name) && link.bridge?.vlanFiltering === false)
    .flatMap((bridge): UnawareBridge[] => {
      const users = tagged.filter((one) => one.bridge === bridge.name);
      const known = (peers ?? []).flatMap((peer) => filteringOn(bridge.name, peer));
      const awarePeers = known.filter(({ filters }) => filters).map(({ name }) => name);
      const hasTrunks = users.some(({ isTrunk }) => isTrunk);
      const members = (clusterConfig?.nodes.length ?? 0) - 1;
      const mayDiffer = members > 0 && known.length < members && !links.some(({ name }) => name.startsWith(`${bridge.name}v`));
      if (users.length === 0 || !(awarePeers.length > 0 || hasTrunks || mayDiffer)) return [];
      return [{ bridge, users, awarePeers, hasTrunks, isHighlyAvailable: users.some((one) => one.isHighlyAvailable) }];
    });
}

function own({ guests, highAvailability }: UnawareWorld): Tagged[] {
  return guests
    .filter((guest) => !guest.template)
    .flatMap((guest) =>
      guest.nics.flatMap((nic): Tagged[] => {
        if (nic.bridge === null || (nic.vlanTag === null && nic.trunks === null)) return [];
        const tag = nic.trunks === null ? `tag=${nic.vlanTag}` : `trunks=${nic.trunks}`;
        const isHighlyAvailable = guest.haState !== null || isResource(guest.id, highAvailability);
        return [
          { id: guest.id, label: guestLabel(guest), tag, bridge: nic.bridge, isTrunk: nic.trunks !== null, isHighlyAvailable, at: nic.at },
        ];
      }),
    );
}

/** Guests of other nodes count where HA may start them here. */
function elsewhere({ clusterGuests, highAvailability }: UnawareWorld): Tagged[] {
  return (clusterGuests?.guests ?? [])
    .filter((guest) => isResource(guest.id, highAvailability))
    .flatMap((guest) =>
      guest.nics.flatMap((nic): Tagged[] => {
        if (nic.bridge === null || nic.vlanTag === null) return [];
        const label = `${guest.name} (${guest.platform === "lxc" ? "CT" : "VM"} ${guest.id}, on ${guest.node})`;
        return [
          { id: guest.id, label, tag: `tag=${nic.vlanTag}`, bridge: nic.bridge, isTrunk: false, isHighlyAvailable: true, at: nic.at },
        ];
      }),
    );
}

function isResource(id: string, highAvailability: Facts["highAvailability"] | undefined): boolean {
  return highAvailability?.resources.some((resource) => resource.id.split(":")[1] === id && resource.state !== "ignored") ?? false;
}

function filteringOn(bridge: string, { name, readings }: Peer): { name: string; filters: boolean }[] {
  const links = readings.links?.status === "ok" ? readings.links.value : [];
  const filters = links.find((link) => link.name === bridge)?.bridge?.vlanFiltering;
  return filters === undefined ? [] : [{ name, filters }];
}
