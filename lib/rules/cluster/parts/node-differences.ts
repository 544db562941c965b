import type { Cite } from "#lib/facts/cite.ts";
import type { ClusterGuest } from "#lib/facts/cluster-guests.ts";
import type { Facts } from "#lib/facts/index.ts";
import type { Peer } from "#lib/rules/context.ts";
import { hostsFile } from "#lib/rules/shared/hosts-file.ts";
import { sameAddress } from "#lib/rules/shared/ip-address.ts";
import { peerFact } from "#lib/rules/shared/peers.ts";
import { groupBy } from "#lib/rules/shared/wording.ts";

interface Network {
  networkConfig: Facts["networkConfig"] | undefined;
  links: Facts["links"] | undefined;
}

/** A bridge that is there on several nodes and is not the same: what it is here, and what on the others. */
export interface BridgeDifference {
  bridge: string;
  here: string;
  there: string[];
  cite: Cite[];
}

/** Bridges by name whose VLAN-awareness, allowed VLANs or MTU differ between this node and its peers, by configuration and kernel. */
export function bridgeDifferences(own: Network, peers: readonly Peer[]): BridgeDifference[] {
  return [...describeBridges(own)].flatMap(([bridge, { text, at }]) => {
    const others = peers.flatMap((peer) => {
      const theirs = describeBridges({ networkConfig: peerFact(peer, "networkConfig"), links: peerFact(peer, "links") }).get(bridge);
      return theirs === undefined || theirs.text === text ? [] : [{ there: `${peer.name} ${theirs.text}`, at: theirs.at }];
    });
    return others.length === 0
      ? []
      : [{ bridge, here: text, there: others.map(({ there }) => there), cite: [at, ...others.map((one) => one.at)] }];
  });
}

function describeBridges({ networkConfig, links }: Network): Map<string, { text: string; at: Cite }> {
  const configured = (networkConfig?.interfaces ?? []).filter(({ kind, bridge }) => kind === "bridge" && bridge !== null);
  return new Map(
    configured.map(({ name, bridge, at }) => {
      const live = links?.find((link) => link.name === name);
      const aware = bridge?.vlanAware ?? live?.bridge?.vlanFiltering ?? false;
      const vlans = aware ? `VLAN-aware, VLANs ${bridge?.vids ?? "1"}` : "not VLAN-aware";
      return [name, { text: live?.mtu == null ? vlans : `${vlans}, MTU ${live.mtu}`, at }];
    }),
  );
}

/** Peers that this host's own file gives an address which they do not have. A peer that is not in the file is found otherwise. */
export function otherAddresses(
  names: Facts["names"],
  config: Facts["clusterConfig"],
  peers: readonly Peer[],
): { peer: string; address: string; entry: Facts["names"]["hosts"][number] }[] {
  const find = hostsFile(names);
  return peers.flatMap((peer) => {
    const node = peerFact(peer, "names")?.nodeName.split(".")[0];
    const addresses = (peerFact(peer, "addresses") ?? []).filter(({ scope }) => scope === "global").map(({ address }) => address);
    if (node === undefined || addresses.length === 0 || !config.nodes.some(({ name }) => name === node)) return [];
    const wrong = find(node).find((entry) => !addresses.some((address) => sameAddress(address, entry.address)));
    return wrong === undefined ? [] : [{ peer: node, address: addresses[0] ?? "", entry: wrong }];
  });
}

type TakeOver = { [K in "clusterGuests" | "highAvailability" | "links" | "networkConfig" | "guests"]: Facts[K] | undefined };

/**
 * Guests of other nodes that would not find their bridge here, by bridge: `missing` for guests that HA may bring, `unaware` where they are
 * tagged and the bridge here neither filters VLANs nor carries a tagged guest that runs here. Where all nodes are like that, nothing differs.
 */
export function guestsThatMiss({ clusterGuests, highAvailability, links, networkConfig, guests }: TakeOver): {
  bridge: string;
  fault: "missing" | "unaware";
  guests: string[];
  managed: boolean;
  cite: Cite[];
}[] {
  if (clusterGuests === undefined || links === undefined) return [];
  const managed = new Set((highAvailability?.resources ?? []).map(({ id }) => id));
  const isManaged = ({ platform, id }: ClusterGuest) => managed.has(`${platform === "lxc" ? "ct" : "vm"}:${id}`);
  const needs = clusterGuests.guests.flatMap((guest) =>
    guest.nics.flatMap((nic) => (nic.bridge === null ? [] : [{ guest, nic, bridge: nic.bridge }])),
  );
  return [...groupBy(needs, ({ bridge }) => bridge)].flatMap(([bridge, all]) => {
    const link = links.find(({ name }) => name === bridge);
    const declared = networkConfig?.interfaces.find(({ name }) => name === bridge);
    const hasTagged = (guests ?? []).some(
      (guest) => guest.running !== false && guest.nics.some((nic) => nic.bridge === bridge && nic.vlanTag !== null),
    );
    const missing = link === undefined && declared === undefined;
    const unaware = link?.bridge?.vlanFiltering === false && !hasTagged && guests !== undefined;
    const hit = missing ? all.filter(({ guest }) => isManaged(guest)) : unaware ? all.filter(({ nic }) => nic.vlanTag !== null) : [];
    if (hit.length === 0) return [];
    return [
      {
        bridge,
        fault: missing ? ("missing" as const) : ("unaware" as const),
        guests: hit.map(
          ({ guest, nic }) => `${guest.name} (${guest.id}, on ${guest.node}${nic.vlanTag === null ? "" : `, tag ${nic.vlanTag}`})`,
        ),
        managed: hit.some(({ guest }) => isManaged(guest)),
        cite: [...(declared === undefined ? [] : [declared.at]), ...hit.map(({ nic }) => nic.at)],
      },
    ];
  });
}
