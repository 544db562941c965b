import type { Cite } from "#lib/facts/cite.ts";
import type { Facts } from "#lib/facts/index.ts";
import { staticNames } from "#lib/rules/shared/hosts-file.ts";
import { isAddress } from "#lib/rules/shared/ip-address.ts";
import { isByName, serverUses } from "#lib/rules/shared/server-uses.ts";

/** What of a host's configuration may name other machines. */
export type NamingFacts = { [Name in "names" | "fstab" | "mounts" | "storages" | "clusterConfig" | "timeSync"]: Facts[Name] | undefined };

/** A name of another machine that the host must look up, for whom, and where it stands. */
export interface NeededName {
  name: string;
  use: "storage" | "cluster" | "quorum device" | "time";
  at: Cite;
}

/** Names of other machines that only DNS can answer: those in hosts(5) are left out. Empty where that was not read. */
export function namesNeeded({ names, fstab, mounts, storages, clusterConfig, timeSync }: NamingFacts): NeededName[] {
  if (names === undefined) return [];
  const known = staticNames(names);
  const storage = serverUses({ fstab: fstab ?? { entries: [], commented: [] }, mounts, storages }, names.nodeName)
    .filter((use) => isByName(use) && use.when !== "by-hand")
    .map(({ server, at }): NeededName => ({ name: server, use: "storage", at }));
  const members = (clusterConfig?.nodes ?? []).flatMap((node) =>
    node.addresses.map((name): NeededName => ({ name, use: "cluster", at: node.at })),
  );
  const { qdevice } = clusterConfig ?? {};
  const device: NeededName[] = qdevice?.host ? [{ name: qdevice.host, use: "quorum device", at: qdevice.at }] : [];
  const clocks = (timeSync?.configured ?? [])
    .filter(({ directive }) => directive !== "refclock")
    .map(({ name, at }): NeededName => ({ name, use: "time", at }))
    .filter(({ name }) =>
      isInternal(
        name,
        names.nodeName,
        names.hosts.flatMap((entry) => entry.names),
      ),
    );
  return [...storage, ...members, ...device, ...clocks].filter(({ name }) => !isAddress(name) && known(name).length === 0);
}

/**
 * Whether a name most likely stands in a zone of one's own: without a dot, below a domain that no public server knows (RFC 6762, 8375),
 * or in the domain that the host itself is in.
 */
export function isInternal(name: string, nodeName: string, hostNames: readonly string[] = []): boolean {
  const plain = name.toLowerCase().replace(/\.$/, "");
  if (!plain.includes(".") || /\.(lan|local|localdomain|internal|intranet|home|corp|private|home\.arpa|test|example)$/.test(plain))
    return true;
  const full = [nodeName, ...hostNames].find((one) => one.toLowerCase().startsWith(`${nodeName.split(".")[0]?.toLowerCase()}.`));
  const domain = full?.toLowerCase().split(".").slice(1).join(".") ?? "";
  return domain.includes(".") && plain.endsWith(`.${domain}`);
}
