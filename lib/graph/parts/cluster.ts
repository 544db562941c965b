import type { Readings } from "#lib/facts/index.ts";
import type { HostPart } from "#lib/graph/part.ts";
import { hostsFile } from "#lib/rules/shared/hosts-file.ts";
import { isAddress, isLoopback } from "#lib/rules/shared/ip-address.ts";
import { readFact } from "./read.ts";

/** The cluster as this member sees it; null for a host that is in none. */
export function clusterOf(readings: Readings): HostPart["cluster"] {
  const [config, status] = [readFact(readings, "clusterConfig"), readFact(readings, "clusterStatus")];
  if (config === undefined) return null;
  const nodeName = readFact(readings, "names")?.nodeName.split(".")[0] ?? null;
  return {
    name: config.name,
    nodeName,
    members: config.nodes.map(({ name, votes, addresses }) => ({ name: name ?? addresses[0] ?? "", votes, addresses })),
    qdevice:
      config.qdevice === null
        ? null
        : {
            host: config.qdevice.host,
            votes: config.qdevice.votes ?? 1,
            isVoting: status === undefined ? null : (status.qdeviceRow?.votes ?? 0) > 0,
          },
    totalVotes: status?.totalVotes ?? null,
    expectedVotes: status?.expectedVotes ?? null,
    quorum: status?.quorum ?? null,
    twoNode: config.twoNode,
    haActive: haActive(readings, nodeName),
    at: config.at,
  };
}

/** A node resets itself without quorum only while its local resource manager is active (ha-manager(1)). */
function haActive(readings: Readings, nodeName: string | null): boolean | null {
  const ha = readFact(readings, "highAvailability");
  if (ha === undefined) return readings.highAvailability?.status === "absent" ? false : null;
  const own = ha.nodes.find(({ node }) => node === nodeName);
  if (own !== undefined) return own.state === "active";
  return ha.resources.some(({ state }) => state === "started") ? null : false;
}

/** The line that keeps pmxcfs from starting at the next boot: the node name has loopback addresses and no other (pmxcfs(8)). */
export function pmxcfsBlockedBy(readings: Readings): HostPart["pmxcfsBlocked"] {
  const names = readFact(readings, "names");
  if (readFact(readings, "identity")?.system !== "proxmox" || names === undefined) return null;
  const entries = hostsFile(names)(names.nodeName.split(".")[0] ?? names.nodeName).filter(({ address }) => isAddress(address));
  const blocked = entries.length > 0 && entries.every(({ address }) => isLoopback(address));
  return blocked ? (entries[0]?.at ?? null) : null;
}
