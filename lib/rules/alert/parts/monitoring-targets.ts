import type { ScrapeTarget } from "#lib/facts/prometheus.ts";
import type { FleetHost } from "#lib/rules/context.ts";
import { canonicalAddress } from "#lib/rules/shared/ip-address.ts";
import { isNetworkMount, serversOf } from "#lib/rules/shared/network-servers.ts";

/** Finds what is known under a name or address, in whatever spelling: one of two equal names may have a domain. */
export type Finder<T> = (name: string) => readonly T[];

/** Fleets and target lists are long: each is looked at once. */
function finderOf<T>(items: readonly T[], namesOfItem: (item: T) => readonly string[]): Finder<T> {
  const [whole, short] = [new Map<string, T[]>(), new Map<string, T[]>()];
  const add = (map: Map<string, T[]>, key: string, item: T) => {
    const own = map.get(key);
    if (own) own.push(item);
    else map.set(key, [item]);
  };
  for (const item of items) {
    for (const name of new Set(namesOfItem(item).map(keyOf))) {
      add(whole, name, item);
      if (isDomainName(name)) add(short, firstLabel(name), item);
    }
  }
  return (name) => {
    const key = keyOf(name);
    const others = isDomainName(key) ? whole.get(firstLabel(key)) : short.get(key);
    return [...(whole.get(key) ?? []), ...(others ?? [])];
  };
}

function keyOf(name: string): string {
  return canonicalAddress(name) ?? name.toLowerCase();
}

function isDomainName(key: string): boolean {
  return key.includes(".") && canonicalAddress(key) === null;
}

function firstLabel(name: string): string {
  return name.slice(0, name.indexOf("."));
}

/** Targets by the host that they watch. */
export function targetFinder(targets: readonly ScrapeTarget[]): Finder<ScrapeTarget> {
  return finderOf(targets, ({ instance }) => [hostOf(instance)]);
}

/** Hosts of the fleet by any of their names and addresses. */
export function hostFinder(fleet: readonly FleetHost[]): Finder<FleetHost> {
  return finderOf(fleet, namesOf);
}

function hostOf(instance: string): string {
  return /^\[([^\]]*)\]/.exec(instance)?.[1] ?? (/^[^:]*:\d+$/.test(instance) ? instance.slice(0, instance.lastIndexOf(":")) : instance);
}

/** Everything by which a target may name a host: its names, and addresses that are not every host's. */
export function namesOf({ name, address, readings }: FleetHost): string[] {
  const hostname = readings.identity?.status === "ok" ? [readings.identity.value.hostname] : [];
  const addresses = readings.addresses?.status === "ok" ? readings.addresses.value.filter(({ scope }) => scope === "global") : [];
  return [...new Set([name, address, ...hostname, ...addresses.map((one) => one.address)])];
}

/** Servers of live network mounts, all over the fleet. */
export function storageServers(fleet: readonly FleetHost[]): string[] {
  const mounts = fleet.flatMap(({ readings }) =>
    readings.mounts?.status === "ok" ? readings.mounts.value.filter(isNetworkMount).slice(0, 200) : [],
  );
  const servers = mounts.flatMap((mount) => serversOf({ device: mount.source, type: mount.type, options: mount.superOptions }));
  return [...new Set(servers)].slice(0, 50);
}
