import type { Address } from "#lib/facts/addresses.ts";
import type { Bonds } from "#lib/facts/bonds.ts";
import type { Facts } from "#lib/facts/index.ts";
import { isNetworkMount, serversOf } from "#lib/rules/shared/network-servers.ts";
import { inSubnetOf } from "#lib/rules/shared/subnets.ts";
import { counted } from "#lib/rules/shared/wording.ts";

const wideMbps = 10_000;

/** Whether every one of these cards is known to carry 10 Gbit/s or more; the kernel tells it of cards in a bond. */
export function isWide(cards: readonly string[], bonds: Bonds): boolean {
  const speeds = new Map(bonds.flatMap(({ ports }) => ports.map(({ name, speedMbps }) => [name, speedMbps ?? 0] as const)));
  return cards.length > 0 && cards.every((card) => (speeds.get(card) ?? 0) >= wideMbps);
}

/** What else uses the network of an address: guests on the same bridge, and servers of storage in the same subnet. */
export function trafficOn(
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
