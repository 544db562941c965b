import type { Addresses } from "#lib/facts/addresses.ts";
import type { ClusterConfig } from "#lib/facts/cluster.ts";
import type { CorosyncLinks } from "#lib/facts/corosync-links.ts";
import { sameAddress } from "#lib/rules/shared/ip-address.ts";

/**
 * This node's own addresses for corosync, in the order of its links: those of corosync.conf that the host has, else those that
 * corosync says it uses. Empty where neither tells.
 */
export function ownCorosyncAddresses(config: ClusterConfig, links: CorosyncLinks | undefined, addresses: Addresses): Addresses {
  const wanted = [...config.nodes.flatMap((node) => node.addresses), ...(links ?? []).flatMap((link) => link.address ?? [])];
  const own = wanted.flatMap((text) => addresses.filter((entry) => sameAddress(entry.address, text)));
  return [...new Set(own)];
}

/** Names of nodes for a sentence, by their ids where corosync.conf names them. */
export function nodeName(config: ClusterConfig, nodeId: number): string {
  return config.nodes.find((node) => node.nodeId === nodeId)?.name ?? `node ${nodeId}`;
}
