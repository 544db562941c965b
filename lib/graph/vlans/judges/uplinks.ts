import type { BridgePort } from "#lib/facts/bridge-vlans.ts";
import type { Disagreement } from "#lib/graph/vlans/model.ts";
import { hostAddresses, type Place } from "#lib/graph/vlans/places.ts";
import type { Observation } from "#lib/rules/rule.ts";
import { switchPortOf } from "#lib/rules/shared/switch-ports.ts";
import { describeUplinks, noWayOut, toldSwitch, unlikeUplinks } from "#lib/rules/shared/uplinks.ts";
import { carries, hostPortOf } from "#lib/rules/shared/vlans.ts";
import { listed } from "#lib/rules/shared/wording.ts";
import { disagreement, loseLeg, setPvid } from "./disagreement.ts";

const rule = "bridge/uplink-pvid-mismatch";

/** Bridge, uplinks and switch ports have to call untagged frames by one number: judged as the rule judges it, and of the host's tagged VLANs too. */
export function judgeUplinks(place: Place, now: Date): Disagreement[] {
  const { table, uplinks } = place;
  if (place.kind !== "filters" || table === null) return [];
  const addresses = hostAddresses(place);
  const ports = uplinks.flatMap(({ port }) => port ?? []);
  const declared = uplinks.flatMap(({ told }) => told ?? []);
  const out = ports.length === 0 ? null : noWayOut(table, ports, addresses);
  if (out !== null) return [...told(place, "no-way-out", out), ...legsWithoutWay(place, ports)];
  const unlike = unlikeUplinks(table, ports);
  const native = toldSwitch(table, ports, addresses, declared, now);
  return [
    ...(unlike === null ? [] : told(place, "uplinks-differ", unlike)),
    ...(native === null ? [] : told(place, "native-vlan", native)),
    ...legsWithoutWay(place, ports),
  ];
}

function told(
  place: Place,
  kind: Disagreement["kind"],
  { title = "", observed, expected, cite, confidence, impact }: Observation,
): Disagreement[] {
  const [uplink] = place.uplinks;
  const vid = place.bridge?.hostVid ?? uplink?.port?.pvid ?? null;
  const native =
    switchPortOf(
      uplink?.name ?? "",
      place.uplinks.flatMap((one) => one.told ?? []),
    )?.nativeVlan ?? null;
  const vids = [...new Set([vid, ...place.uplinks.map(({ port }) => port?.pvid ?? null), ...(kind === "native-vlan" ? [native] : [])])];
  return [
    disagreement(place, {
      kind,
      likelihood: 2,
      impact: impact ?? 4,
      title,
      observed,
      expected,
      cite,
      ...(confidence === undefined ? {} : { confidence }),
      vids: vids.filter((one) => one !== null),
      rule,
      given: kind === "native-vlan" && native !== null ? setPvid(place, native) : vid === null ? null : loseLeg(place, vid),
    }),
  ];
}

/** An address of the host on a VLAN of the bridge: the bridge's own port and an uplink have to carry that VLAN. */
function legsWithoutWay(place: Place, ports: readonly BridgePort[]): Disagreement[] {
  const { table, legs, own } = place;
  if (table === null) return [];
  const self = hostPortOf(table);
  return legs.flatMap(({ name, vid, at, isRunning }) => {
    const addresses = own.filter(({ device }) => device === name);
    const isShut = self === null || !carries(self, vid);
    if (!isRunning || addresses.length === 0 || (!isShut && (ports.length === 0 || ports.some((port) => carries(port, vid))))) return [];
    const by = isShut ? `${place.name} itself is not in VLAN ${vid}` : describeUplinks(ports);
    return [
      disagreement(place, {
        kind: "no-way-out",
        key: String(vid),
        likelihood: 2,
        impact: 4,
        confidence: "inferred",
        title: `The host has ${listed(addresses.map(({ address }) => address))} on ${name}, and VLAN ${vid} does not get out of ${place.name}`,
        observed: `${name} in VLAN ${vid}; ${by}`,
        expected: `VLAN ${vid} tagged on ${place.name} itself and on ${listed(ports.map((port) => port.name))}`,
        cite: [at, ...(self === null ? [] : [self.at]), ...ports.map(({ at }) => at)],
        vids: [vid],
        given: loseLeg(place, vid),
      }),
    ];
  });
}
