import type { Prometheus } from "#lib/facts/prometheus.ts";
import type { FleetHost } from "#lib/rules/context.ts";
import { sameAddress } from "./ip-address.ts";
import { isNetworkMount, serversOf } from "./network-servers.ts";

/** Everything by which a target may name a host: names with and without domain, addresses. */
export function namesOf({ name, address, readings }: FleetHost): string[] {
  const hostname = readings.identity?.status === "ok" ? [readings.identity.value.hostname] : [];
  const addresses =
    readings.addresses?.status === "ok" ? readings.addresses.value.filter(({ scope }) => scope === "global").map((one) => one.address) : [];
  return [...new Set([name, address, ...hostname, ...addresses])];
}

/** Targets that watch something of these names. */
export function targetsOf(names: readonly string[], { targets }: Prometheus): Prometheus["targets"] {
  return targets.filter(({ instance }) => names.some((name) => isSame(hostOf(instance), name)));
}

/** The same address, the same name, or the same name of which one has a domain. */
function isSame(one: string, other: string): boolean {
  const [left, right] = [one.toLowerCase(), other.toLowerCase()];
  return left === right || sameAddress(left, right) || left.startsWith(`${right}.`) || right.startsWith(`${left}.`);
}

function hostOf(instance: string): string {
  return /^\[([^\]]*)\]/.exec(instance)?.[1] ?? (/^[^:]*:\d+$/.test(instance) ? instance.slice(0, instance.lastIndexOf(":")) : instance);
}

/** Servers of live network mounts, all over the fleet. */
export function storageServers(fleet: readonly FleetHost[]): string[] {
  const mounts = fleet.flatMap(({ readings }) =>
    readings.mounts?.status === "ok" ? readings.mounts.value.filter(isNetworkMount).slice(0, 200) : [],
  );
  const servers = mounts.flatMap((mount) => serversOf({ device: mount.source, type: mount.type, options: mount.superOptions }));
  return [...new Set(servers)].slice(0, 50);
}

/** Whether a storage server is itself a host of the fleet. */
export function isHost(server: string, fleet: readonly FleetHost[]): boolean {
  return fleet.some((host) => namesOf(host).some((name) => isSame(server, name)));
}
