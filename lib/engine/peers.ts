import type { Readings } from "#lib/facts/index.ts";
import type { Reading } from "#lib/facts/reading.ts";
import type { Peer } from "#lib/rules/context.ts";

/** The other members of this host's cluster among hosts that were read together; absent for a host that is in none. */
export function peersAmong(readings: Readings, others: readonly Peer[]): Reading<readonly Peer[]> {
  const own = readings.clusterConfig;
  if (own === undefined || own.status === "failed") {
    return { status: "failed", cause: "unreachable", detail: "whether this host is in a cluster could not be read" };
  }
  if (own.status === "absent") return { status: "absent", reason: own.reason };
  const isMember = ({ readings: { clusterConfig } }: Peer) => clusterConfig?.status === "ok" && clusterConfig.value.name === own.value.name;
  return { status: "ok", value: others.filter(isMember) };
}
