import type { Disagreement } from "#lib/graph/vlans/model.ts";
import { hostAddresses, type Place } from "#lib/graph/vlans/places.ts";
import { networkOf } from "#lib/rules/shared/subnets.ts";
import { isUsedUntagged } from "#lib/rules/shared/uplinks.ts";
import { groupBy, listed, maximumCites, uniqueBy } from "#lib/rules/shared/wording.ts";
import { disagreement, setPvid } from "./disagreement.ts";

/** The same bridge on several hosts: in a cluster by its name, since guests move there; else by name and the subnet that the hosts have on it. */
export function judgeHosts(places: readonly Place[]): Disagreement[] {
  const bridges = places.filter(({ kind }) => kind === "filters" || kind === "passes");
  const segments = bridges.flatMap((place) => segmentsOf(place).map((segment) => ({ segment, place })));
  const groups = [...groupBy(segments, ({ segment }) => segment)]
    .map(([segment, members]) => ({ isCluster: segment.startsWith("cluster "), members: members.map(({ place }) => place) }))
    .filter(({ members }) => new Set(members.map(({ host }) => host)).size > 1);
  const found = groups.flatMap(({ members, isCluster }) => [...pvids(members, isCluster), ...(isCluster ? filtering(members) : [])]);
  return uniqueBy(found, ({ kind, places: ids }) => `${kind} ${ids.join(" ")}`);
}

function segmentsOf({ name, own, member: { part } }: Place): string[] {
  const subnets = own.flatMap(({ device, ...address }) => (device === name ? (networkOf(address) ?? []) : []));
  return [
    ...(part.cluster === null ? [] : [`cluster ${part.cluster.name} ${name}`]),
    ...new Set(subnets.map((subnet) => `subnet ${subnet} ${name}`)),
  ];
}

/** Untagged frames of one wire have one number on each host; where they differ, a tag means something else on each. */
function pvids(members: readonly Place[], isCluster: boolean): Disagreement[] {
  const numbered = members.flatMap((place) => {
    const pvid = untaggedOf(place);
    return pvid === null ? [] : [{ place, pvid }];
  });
  const byPvid = groupBy(numbered, ({ pvid }) => String(pvid));
  const [first] = numbered;
  if (byPvid.size < 2 || first === undefined) return [];
  const sides = [...byPvid].sort(([, one], [, other]) => other.length - one.length);
  const [common = "", ...rest] = sides.map(([pvid]) => pvid);
  const odd = rest.flatMap((pvid) => byPvid.get(pvid) ?? []);
  const words = sides.map(([pvid, on]) => `PVID ${pvid} on ${listed(on.map(({ place }) => place.host))}`);
  const [suspect = first] = odd;
  return [
    {
      ...disagreement(suspect.place, {
        kind: "hosts-differ",
        likelihood: 2,
        impact: 3,
        confidence: isCluster ? "inferred" : "suspected",
        title: `${first.place.name} has ${words.join(", ")}`,
        observed: words.join("; "),
        expected: "one PVID for the same wire on every host: a guest that moves keeps its VLAN",
        cite: [],
        vids: numbered.map(({ pvid }) => pvid).filter((pvid, index, all) => all.indexOf(pvid) === index),
        given: setPvid(suspect.place, Number(common)),
      }),
      hosts: [...new Set([...odd, ...numbered].map(({ place }) => place.host))],
      places: numbered.map(({ place }) => place.id),
      evidence: [...odd, ...(byPvid.get(common) ?? [])]
        .flatMap(({ place }) => place.uplinks.flatMap(({ port }) => (port === null ? [] : [{ host: place.host, at: port.at }])))
        .slice(0, maximumCites),
    },
  ];
}

/** The PVID of all uplinks of a bridge, where untagged frames are anybody's; null where none is, or the uplinks differ among themselves. */
function untaggedOf(place: Place): number | null {
  const { table, uplinks } = place;
  if (place.kind !== "filters" || table === null) return null;
  const [first, ...others] = uplinks.map(({ port }) => port?.pvid ?? null);
  if (first === undefined || first === null || others.some((one) => one !== first)) return null;
  return isUsedUntagged(table, hostAddresses(place), first) ? first : null;
}

/** A bridge of a cluster that filters on one node and not on another: a tag works differently where the guest goes. */
function filtering(members: readonly Place[]): Disagreement[] {
  const [aware, plain] = [members.filter(({ kind }) => kind === "filters"), members.filter(({ kind }) => kind === "passes")];
  const [first] = plain;
  if (aware.length === 0 || first === undefined) return [];
  const tagged = plain.flatMap(({ guests }) => guests).filter(({ nic }) => nic.vlanTag !== null || nic.trunks !== null);
  const names = uniqueBy(tagged, ({ name }) => name).map(({ name }) => name);
  return [
    {
      ...disagreement(first, {
        kind: "filtering-differs",
        likelihood: names.length > 0 ? 3 : 2,
        impact: 2,
        title: `${first.name} filters VLANs on ${listed(aware.map(({ host }) => host))} and not on ${listed(plain.map(({ host }) => host))}`,
        observed: names.length > 0 ? `guests with a VLAN tag on it: ${listed(names)}` : "no guest on it has a VLAN tag",
        expected: "VLAN filtering on or off on every node of the cluster",
        cite: [],
        guests: names,
        rule: names.length > 0 ? "bridge/tag-on-unaware-bridge" : null,
      }),
      hosts: [...plain, ...aware].map(({ host }) => host),
      places: [...plain, ...aware].map(({ id }) => id),
      evidence: [...plain, ...aware]
        .flatMap(({ host, bridge }) => (bridge === null ? [] : [{ host, at: bridge.at }]))
        .slice(0, maximumCites),
    },
  ];
}
