import type { Disagreement } from "#lib/graph/vlans/model.ts";
import type { Place, Uplink } from "#lib/graph/vlans/places.ts";
import { describeSwitchPort } from "#lib/rules/shared/switch-ports.ts";
import { describeRanges, rangesWithout, type VlanRange, vlanRanges, widestList } from "#lib/rules/shared/vlan-lists.ts";
import { applyNetwork, disagreement } from "./disagreement.ts";

/** Configured against running: what the next boot or reload changes. What the files do not say, or were not read for, is not judged. */
export function judgeFiles(place: Place): Disagreement[] {
  const { bridge, table } = place;
  const ofBridge = [...(bridge === null ? [] : filtering(place)), ...(table?.vlanFiltering ? place.uplinks.flatMap(uplinkDrifts) : [])];
  const isOfBridge = ofBridge.length > 0;
  const drifts = [...ofBridge, ...legDrifts(place)];
  const [first] = drifts;
  if (first === undefined) return [];
  const words = drifts.map(({ item, configured, running }) => `${item}: configured ${configured}, running ${running}`);
  return [
    disagreement(place, {
      kind: "not-as-configured",
      likelihood: 3,
      impact: place.guests.length > 0 && drifts.some(({ isGrave }) => isGrave) ? 3 : 2,
      confidence: "inferred",
      title: `${place.name} runs otherwise than its files say: ${[...new Set(drifts.map(({ item }) => item))].slice(0, 3).join(", ")}`,
      observed: words.slice(0, 6).join("; "),
      expected: "files that say what runs, so that a boot or a reload changes nothing",
      cite: drifts.flatMap(({ cite }) => cite).slice(0, 12),
      vids: [...new Set(drifts.flatMap(({ vids }) => vids))],
      rule: isOfBridge ? "bridge/runtime-config-drift" : null,
      given: applyNetwork(place),
    }),
  ];
}

interface Drift {
  item: string;
  configured: string;
  running: string;
  /** It takes a VLAN away or changes where frames go; one VLAN more does not. */
  isGrave: boolean;
  vids: number[];
  cite: Disagreement["evidence"][number]["at"][];
}

function filtering({ bridge }: Place): Drift[] {
  const configured = bridge?.configured ?? null;
  if (bridge === null || configured === null || bridge.isOverlay) return [];
  const cite = [configured.at, bridge.at];
  if (configured.filters !== null && configured.filters !== bridge.filters)
    return [
      { item: "VLAN filtering", configured: onOff(configured.filters), running: onOff(bridge.filters), isGrave: true, vids: [], cite },
    ];
  if (!bridge.filters || configured.defaultPvid === null || bridge.defaultPvid === null || configured.defaultPvid === bridge.defaultPvid)
    return [];
  const vids = [configured.defaultPvid, bridge.defaultPvid];
  return [{ item: "default PVID", configured: String(vids[0]), running: String(vids[1]), isGrave: true, vids, cite }];
}

function uplinkDrifts({ name, port, configured }: Uplink): Drift[] {
  if (port === null || configured === null) return [];
  const cite = [configured.at, port.at];
  const live = port.vlans.map(({ vid, vidEnd }): VlanRange => [vid, vidEnd]);
  const bare = [port.pvid, configured.pvid, 1].flatMap((vid): VlanRange[] => (vid === null ? [] : [[vid, vid]]));
  const missing = configured.vids === null ? [] : rangesWithout(configured.vids, [...live, ...(configured.pvid === null ? [] : bare)]);
  const extra = configured.vids === null ? [] : rangesWithout(live, [...configured.vids, ...bare]);
  const item = `VLANs of ${name}`;
  return [
    ...(configured.pvid !== null && port.pvid !== null && configured.pvid !== port.pvid
      ? [
          {
            item: `PVID of ${name}`,
            configured: String(configured.pvid),
            running: String(port.pvid),
            isGrave: true,
            vids: [configured.pvid, port.pvid],
            cite,
          },
        ]
      : []),
    ...(missing.length === 0
      ? []
      : [{ item, configured: `with ${describeRanges(missing)}`, running: "without", isGrave: false, vids: singles(missing), cite }]),
    ...(extra.length === 0
      ? []
      : [{ item, configured: "without", running: `with ${describeRanges(extra)}`, isGrave: true, vids: singles(extra), cite }]),
  ];
}

/** A device that runs and that no file names is of no account without an address: Proxmox makes them for the tags of guests. */
function legDrifts({ legs, own }: Place): Drift[] {
  return legs.flatMap(({ name, vid, isRunning, isConfigured, at, file }): Drift[] => {
    const cite = file === null ? [at] : [file, at];
    if (isRunning === false && isConfigured)
      return [{ item: name, configured: `VLAN ${vid}`, running: "not there", isGrave: false, vids: [vid], cite }];
    const isLost = isRunning && isConfigured === false && own.some(({ device }) => device === name);
    return isLost
      ? [{ item: name, configured: "not named", running: `VLAN ${vid} with an address`, isGrave: true, vids: [vid], cite }]
      : [];
  });
}

/** VLANs that the switch port is declared to take and the bridge does not: a guest that moves here into one of them is cut off. */
export function judgeBridgeSide(place: Place): Disagreement[] {
  if (place.kind !== "filters") return [];
  return place.uplinks.flatMap(({ name, port, told }) => {
    const allowed = vlanRanges(told?.allowedVlans ?? "").filter(([first, last]) => last - first < widestList);
    const lacking =
      port === null
        ? []
        : rangesWithout(
            allowed,
            port.vlans.map(({ vid, vidEnd }): VlanRange => [vid, vidEnd]),
          );
    if (told === undefined || port === null || lacking.length === 0) return [];
    return [
      disagreement(place, {
        kind: "bridge-lacks",
        key: name,
        likelihood: 1,
        impact: 2,
        title: `The switch takes VLAN ${describeRanges(lacking)} from ${name}, and ${place.name} does not send it`,
        observed: `${describeSwitchPort(told)}, allows ${told.allowedVlans}; ${name} without ${describeRanges(lacking)}`,
        expected: "the same VLANs on both ends of the cable",
        cite: [port.at],
        vids: singles(lacking),
      }),
    ];
  });
}

/** The VLANs of short ranges, for the cells that they show in. */
function singles(ranges: readonly VlanRange[]): number[] {
  return ranges
    .filter(([first, last]) => last - first < widestList)
    .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index));
}

function onOff(value: boolean): string {
  return value ? "on" : "off";
}
