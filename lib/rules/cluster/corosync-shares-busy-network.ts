import type { Address } from "#lib/facts/addresses.ts";
import type { Facts } from "#lib/facts/index.ts";
import { defineRule, NotApplicable, type Observation, Undecidable } from "#lib/rules/rule.ts";
import { ownCorosyncAddresses } from "#lib/rules/shared/corosync-addresses.ts";
import { isNetworkMount, serversOf } from "#lib/rules/shared/network-servers.ts";
import { inSubnetOf } from "#lib/rules/shared/subnets.ts";
import { clusterName } from "#lib/rules/shared/votes.ts";
import { counted, listed } from "#lib/rules/shared/wording.ts";

export const corosyncSharesBusyNetwork = defineRule({
  id: "cluster/corosync-shares-busy-network",
  title: "Corosync has no network of its own: storage or guest traffic can delay its token",
  why: "A backup or a migration fills the link, the token comes late, and the node counts as lost: with HA it resets itself although nothing is broken.",
  scope: "cluster",
  scenarios: ["network-change", "nas-loss"],
  likelihood: 2,
  impact: 3,
  needs: ["clusterConfig", "addresses"],
  wants: ["corosyncLinks", "corosyncEvents", "guests", "storages", "mounts", "cephConfig"],
  check({ clusterConfig, addresses, corosyncLinks, corosyncEvents, ...users }): Observation[] {
    if (clusterConfig.nodes.length < 2) throw new NotApplicable("the cluster has one node");
    const own = ownCorosyncAddresses(clusterConfig, corosyncLinks, addresses);
    if (own.length === 0) throw new Undecidable("none of the addresses in corosync.conf is one of this node's");
    const links = own.map((entry) => ({ entry, traffic: trafficOn(entry, users) }));
    if (links.some(({ traffic }) => traffic.length === 0)) return [];
    const lost = (corosyncEvents?.events ?? []).filter(({ kind }) => kind === "token-lost" || kind === "processor-failed");
    return [
      {
        subject: clusterName(clusterConfig, undefined),
        key: "network",
        observed: [
          ...links.map(({ entry, traffic }) => `${entry.address} on ${entry.interface} beside ${listed(traffic)}`),
          ...(lost.length > 0 ? ["the token was lost within 14 days"] : []),
        ].join("; "),
        expected: "one link of corosync in a network without storage and guests",
        cite: [...own.map((entry) => entry.at), ...lost.map((event) => event.at)],
        likelihood: lost.length > 0 ? 3 : 2,
        confidence: "inferred",
      },
    ];
  },
  remedy: {
    steps: [
      "Give every node an address in a VLAN on a card that carries neither storage nor guests; 1 Gbit/s is plenty.",
      "Add it to /etc/pve/corosync.conf as another link (`ring1_addr`) with a higher `knet_link_priority`, and raise `config_version`.",
    ],
    risk: "A mistake in corosync.conf takes the whole cluster apart: edit a copy, and have a console of every node open.",
    verify: "corosync-cfgtool -s",
  },
  references: ["corosync.conf(5)", "pvecm(1)"],
});

/** What else uses the network of an address: guests on the same bridge, and servers of storage in the same subnet. */
function trafficOn(
  entry: Address,
  { guests, storages, mounts, cephConfig }: { [K in "guests" | "storages" | "mounts" | "cephConfig"]: Facts[K] | undefined },
): string[] {
  const bridged = (guests ?? []).filter((guest) => !guest.template && guest.nics.some((nic) => nic.bridge === entry.interface));
  const near = (server: string) => inSubnetOf(entry, server);
  const stores = (storages ?? []).filter((storage) => storage.enabled && storage.server !== null && near(storage.server));
  const mounted = (mounts ?? []).filter((mount) => {
    const options = [...mount.options, ...mount.superOptions];
    const servers = [
      ...serversOf({ device: mount.source, type: mount.type, options }),
      ...options.flatMap((option) => /^addr=(.*)$/.exec(option)?.[1] ?? []),
    ];
    return isNetworkMount(mount) && servers.some(near);
  });
  const osdNetworks = (cephConfig?.networks ?? []).filter(({ value }) => near(value.replace(/\/\d+$/, "")));
  return [
    ...(bridged.length > 0 ? [counted(bridged.length, "guest")] : []),
    ...stores.map((storage) => `storage ${storage.id}`),
    ...(stores.length === 0 ? mounted.map((mount) => mount.source) : []),
    ...(osdNetworks.length > 0 ? ["Ceph"] : []),
  ];
}
