import type { Facts } from "#lib/facts/index.ts";
import { isAddress } from "#lib/rules/shared/ip-address.ts";

/** Devices whose addresses no other machine uses: bridges of Docker and of libvirt's own networks. */
const inward = /^(docker|virbr|veth|cni|lxcbr|br-[0-9a-f]{12})/;

/**
 * The address that a Proxmox node should be known by: the one in corosync.conf where it is in a cluster, else one of its bridges,
 * else any global one. Undefined where none is known.
 */
export function nodeAddress(
  node: string,
  addresses: Facts["addresses"] | undefined,
  config: Facts["clusterConfig"] | undefined,
): string | undefined {
  const inCluster = config?.nodes.find(({ name }) => name === node)?.addresses.find(isAddress);
  const own = (addresses ?? []).filter((entry) => entry.scope === "global" && !inward.test(entry.interface));
  return inCluster ?? (own.find((entry) => entry.interface.startsWith("vmbr")) ?? own[0])?.address;
}
