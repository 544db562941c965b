import type { Guest, Guests } from "#lib/facts/guests.ts";
import type { TimeSync } from "#lib/facts/time-sync.ts";
import { defineRule, NotApplicable, type Observation, Undecidable } from "#lib/rules/rule.ts";
import { guestAt } from "#lib/rules/shared/guest-addresses.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { isContainer } from "#lib/rules/shared/systems.ts";
import { counted, listed, uniqueBy } from "#lib/rules/shared/wording.ts";
import { sourceAddresses } from "./parts/clock-faults.ts";

/** With three sources one that tells the wrong time is outvoted (chrony.conf(5)). */
const enoughSources = 3;

export const singleOrGuestTimeSource = defineRule({
  id: "time/single-or-guest-time-source",
  title: "This host takes its time from too few sources",
  why: "One source that dies leaves the clock to drift without a word, and of two that disagree nobody knows which is right. A source that runs as a guest is gone exactly when the hosts start.",
  scope: "host",
  scenarios: ["node-loss", "power-loss"],
  likelihood: 2,
  impact: 2,
  needs: ["timeSync"],
  wants: ["guests", "neighbours", "names", "identity", "peers"],
  check({ timeSync, guests, neighbours, names, identity, peers }) {
    if (identity && isContainer(identity)) throw new NotApplicable("a container has the clock of its host");
    const { configured, sources } = timeSync;
    const hasClock = sources?.some(({ kind, reachable }) => kind === "refclock" && reachable);
    if (hasClock || configured.some(({ directive }) => directive === "refclock")) return [];
    const elsewhere = (peers ?? []).flatMap(({ readings }) => (readings.guests?.status === "ok" ? readings.guests.value : []));
    const all: Guests = [...(guests ?? []), ...elsewhere];
    const addresses = sourceAddresses(timeSync, names);
    const holders = addresses.flatMap((address) => guestAt(address, all, neighbours) ?? []);
    if (holders.length > 0 && holders.length === addresses.length) return [ownGuests(timeSync, holders, addresses)];
    if (configured.some(({ directive }) => directive === "pool")) return [];
    const named = uniqueBy(configured, ({ name }) => name.toLowerCase());
    if (named.length === 0 && sources === null) throw new Undecidable("no file names a source: it comes by DHCP, or with the program");
    const count = named.length > 0 ? named.length : (sources?.length ?? 0);
    if (count === 0) throw new NotApplicable("there is no source at all, which time/not-synchronised reports");
    return count >= enoughSources ? [] : [tooFew(timeSync, count)];
  },
  remedy: {
    steps: ["Name at least three sources, a pool or servers that stand apart, one of them outside your own machines."],
    risk: "None; a firewall may have to let UDP port 123 out.",
    verify: "chronyc -n sources",
  },
  postmortems: ["chrony-dead-source", "power-loss-decommissioned-onboot"],
  references: ["chrony.conf(5)"],
});

function tooFew({ configured, sources }: TimeSync, count: number): Observation {
  const lines = configured.length > 0 ? configured.map(({ at }) => at) : (sources ?? []).map(({ at }) => at);
  const names = configured.length > 0 ? configured.map(({ name }) => name) : (sources ?? []).map(({ address }) => address);
  const [first] = lines;
  return {
    subject: listed(names),
    key: "time sources",
    title:
      count === 1 ? `${names[0]} is the single source of time` : `${counted(count, "source")} of time, and none to decide between them`,
    observed: `${first?.source ?? "configuration"} names ${counted(count, "server")} and no pool: ${listed(names)}`,
    expected: "three sources or more, or a pool",
    cite: lines.slice(0, 4),
  };
}

function ownGuests({ configured, sources }: TimeSync, holders: readonly Guest[], addresses: readonly string[]): Observation {
  const guests = uniqueBy(holders, ({ id }) => id);
  return {
    subject: listed(guests.map(({ name }) => name)),
    key: "time sources",
    title: "Every source of time is a guest of these hosts",
    observed: `${listed(addresses)}: ${listed(guests.map(guestLabel))}`,
    expected: "a source outside the machines that depend on it",
    cite: [...(sources ?? []), ...configured, ...guests].map(({ at }) => at).slice(0, 8),
    confidence: "inferred",
  };
}
