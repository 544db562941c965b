import { compareBy } from "#lib/engine/drift/compare.ts";
import type { Guests } from "#lib/facts/guests.ts";
import type { Facts } from "#lib/facts/index.ts";
import type { Peer } from "#lib/rules/context.ts";
import { Undecidable } from "#lib/rules/rule.ts";
import { guestIdentity } from "#lib/rules/shared/guest-disks.ts";
import { peerFact } from "#lib/rules/shared/peers.ts";

/** Where a guest that is not here any more may be. */
export interface Elsewhere {
  clusterConfig: Facts["clusterConfig"] | undefined;
  clusterGuests: Facts["clusterGuests"] | undefined;
  peers: readonly Peer[] | undefined;
  tasks: Facts["tasks"] | undefined;
}

const removing = /^(qmdestroy|vzdestroy|qmigrate|vzmigrate|hamigrate)$/;

/**
 * Guests that were here, are not any more, run on no other node that is known and were removed or moved by no task. `isExplained`
 * says whether the tasks were read at all. Throws Undecidable where the rest of the cluster is not known.
 */
export function unexplainedGuests(
  was: Guests,
  now: Guests,
  { clusterConfig, clusterGuests, peers, tasks }: Elsewhere,
): { gone: Guests; isExplained: boolean } {
  const others = [...(clusterGuests?.guests ?? []), ...(peers ?? []).flatMap((peer) => peerFact(peer, "guests") ?? [])].map(guestIdentity);
  const recent = tasks?.recent ?? null;
  const removed = (recent ?? [])
    .filter(({ type, status }) => removing.test(type) && status === "OK")
    .map(({ subject }) => `vmid ${subject}`);
  const here = new Set([...others, ...removed]);
  const gone = compareBy(was, now, guestIdentity).removed.filter((guest) => !here.has(guestIdentity(guest)));
  if (
    gone.length > 0 &&
    clusterConfig !== undefined &&
    clusterConfig.nodes.length > 1 &&
    clusterGuests === undefined &&
    (peers ?? []).length === 0
  ) {
    throw new Undecidable("guests are gone from here, and the other nodes of the cluster were not read: they may have moved");
  }
  return { gone, isExplained: recent !== null };
}
