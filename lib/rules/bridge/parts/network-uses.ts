import type { Address } from "#lib/facts/addresses.ts";
import type { Cite } from "#lib/facts/cite.ts";
import type { Facts } from "#lib/facts/index.ts";
import { serversOf } from "#lib/rules/shared/network-servers.ts";
import { inSubnetOf } from "#lib/rules/shared/subnets.ts";

/** What tells which machines a host depends on. */
export type DependencyFacts = {
  [Name in "cephConfig" | "clusterConfig" | "storages" | "mounts" | "resolver" | "routes"]: Facts[Name] | undefined;
};

/** Something of the host that is reached in a subnet, and the line that says so. */
export interface NetworkUse {
  use: "Ceph" | "corosync" | "storage" | "a default route" | "DNS";
  at: Cite;
}

/** What the host reaches in the subnet of one of its addresses. */
export function usesOfSubnet(own: Address, facts: DependencyFacts): NetworkUse[] {
  const isIn = (text: string) => inSubnetOf(own, text.split("/")[0] ?? "");
  const ceph = (facts.cephConfig?.networks ?? []).filter(({ value }) => isIn(value)).map(({ at }): NetworkUse => ({ use: "Ceph", at }));
  const nodes = (facts.clusterConfig?.nodes ?? []).filter(({ addresses }) => addresses.some(isIn));
  const stores = (facts.storages ?? []).filter(({ enabled, server }) => enabled && (server ?? "").split(/[\s,;]+/).some(isIn));
  const mounts = (facts.mounts ?? []).filter((mount) =>
    [
      ...serversOf({ device: mount.source, type: mount.type, options: mount.superOptions }),
      ...mount.superOptions.flatMap((option) => (option.startsWith("addr=") ? [option.slice(5)] : [])),
    ].some(isIn),
  );
  const ways = (facts.routes ?? []).filter(({ destination, gateway }) => destination === "default" && gateway !== null && isIn(gateway));
  const servers = (facts.resolver?.nameservers ?? []).filter(({ address }) => isIn(address));
  return [
    ...ceph,
    ...nodes.map(({ at }): NetworkUse => ({ use: "corosync", at })),
    ...[...stores, ...mounts].map(({ at }): NetworkUse => ({ use: "storage", at })),
    ...ways.map(({ at }): NetworkUse => ({ use: "a default route", at })),
    ...servers.map(({ at }): NetworkUse => ({ use: "DNS", at })),
  ];
}
