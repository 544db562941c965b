import type { Cite } from "#lib/facts/cite.ts";
import type { Facts } from "#lib/facts/index.ts";
import type { Before, Earlier } from "#lib/rules/context.ts";
import { NotApplicable, Undecidable } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { peerFact } from "#lib/rules/shared/peers.ts";
import { counted, listed } from "#lib/rules/shared/wording.ts";
import { vanishedMounts } from "./vanished-mounts.ts";

/** The last state of the boot before, null where the host still runs the boot that changes are told against. */
export function stateBeforeBoot({ baseline, beforeBoot }: Before, identity: Facts["identity"]): Earlier | null {
  const known = peerFact(baseline, "identity")?.bootId;
  if (!identity.bootId || !known) throw new Undecidable("the boot id is not known at both times");
  if (known === identity.bootId) return null;
  const state = beforeBoot ?? baseline;
  if (peerFact(state, "identity")?.bootId === identity.bootId) throw new NotApplicable("no state of an earlier boot is kept");
  return state;
}

/** Whether two boot ids are one: the journal writes them without dashes. */
export function sameBoot(one: string, other: string): boolean {
  return one.replaceAll("-", "") === other.replaceAll("-", "");
}

type Now = { [K in "guests" | "mounts" | "clusterStatus" | "storages" | "blockDevices"]: Facts[K] | undefined };

/** Guests, mounts and votes that were there in the earlier state and are not now, as far as both were read. */
export function missingSince(was: Earlier, now: Now): { text: string; cite: Cite[] }[] {
  const running = (peerFact(was, "guests") ?? []).filter((guest) => guest.running === true);
  const stopped = running.flatMap(
    (guest) => now.guests?.filter((one) => one.id === guest.id && one.platform === guest.platform && one.running === false) ?? [],
  );
  const gone = now.mounts === undefined ? [] : vanishedMounts(peerFact(was, "mounts") ?? [], now.mounts, now);
  const votes = peerFact(was, "clusterStatus")?.totalVotes ?? 0;
  const lost = now.clusterStatus !== undefined && now.clusterStatus.totalVotes < votes ? [now.clusterStatus] : [];
  return [
    ...(stopped.length > 0
      ? [
          {
            text: `${counted(stopped.length, "guest")} that ran before ${stopped.length === 1 ? "does" : "do"} not: ${listed(stopped.map(guestLabel))}`,
            cite: stopped.map((guest) => guest.stateAt ?? guest.at),
          },
        ]
      : []),
    ...(gone.length > 0
      ? [{ text: `not mounted any more: ${listed(gone.map(({ mountPoint }) => mountPoint))}`, cite: gone.map(({ at }) => at) }]
      : []),
    ...lost.map((status) => ({ text: `${status.totalVotes} of ${votes} votes`, cite: [status.votesAt] })),
  ];
}
