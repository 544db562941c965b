import type { Bonds } from "#lib/facts/bonds.ts";
import type { BridgePort } from "#lib/facts/bridge-vlans.ts";
import type { Cite } from "#lib/facts/cite.ts";
import type { Facts } from "#lib/facts/index.ts";
import type { Link } from "#lib/facts/links.ts";
import type { ConfiguredInterface, NetworkConfig } from "#lib/facts/network-config.ts";
import { configuredDefaultPvid, configuredFiltering, configuredUplink } from "#lib/rules/shared/configured-bridges.ts";
import { defaultRoutes } from "#lib/rules/shared/default-routes.ts";
import { isAddress, sameAddress } from "#lib/rules/shared/ip-address.ts";
import { answersTo } from "#lib/rules/shared/nic-names.ts";
import { describeRanges, rangesWithout, type VlanRange, vlanRanges } from "#lib/rules/shared/vlan-lists.ts";
import { isUplink } from "./bridge-ports.ts";

/** What runs, beside what is configured. */
export type RunningNetwork = Pick<Facts, "links"> & { [Name in "bridgeVlans" | "addresses" | "routes" | "bonds"]: Facts[Name] | undefined };

/** One item in which an interface as it runs differs from its configuration: both in words, and the line that shows the running one. */
export interface Drift {
  item: string;
  /** The next boot takes something away or changes where frames go; a size or a VLAN more does not. */
  isGrave: boolean;
  configured: string;
  running: string;
  at: Cite;
}

/**
 * Where interfaces differ from what the next boot would make of them. An interface that two files or managers configure is passed over:
 * which of them counts cannot be told from here. So is one that is configured and does not exist, of which another rule tells.
 */
export function driftsOf(
  config: NetworkConfig,
  running: RunningNetwork,
): { configured: ConfiguredInterface; link: Link; drifts: Drift[] }[] {
  const named = config.interfaces.filter((one) => one.auto && one.kind !== "loopback");
  return named.flatMap((configured) => {
    const link = running.links.find((one) => answersTo(one, configured.name));
    const isAmbiguous = config.interfaces.filter(({ name }) => name === configured.name).length > 1;
    if (link === undefined || isAmbiguous) return [];
    const drifts = [
      ...bridgeDrifts(configured, link, config, running),
      ...memberDrifts(configured, link, config, running),
      ...sizeDrifts(configured, link),
      ...bondDrifts(configured, running.bonds ?? []),
      ...addressDrifts(configured, link, running),
    ];
    return drifts.length === 0 ? [] : [{ configured, link, drifts }];
  });
}

function bridgeDrifts(configured: ConfiguredInterface, link: Link, config: NetworkConfig, { bridgeVlans }: RunningNetwork): Drift[] {
  if (configured.bridge === null || link.bridge === null) return [];
  const wanted = configuredFiltering(configured);
  const running = link.bridge.vlanFiltering;
  if (wanted !== null && wanted !== running)
    return [{ item: "VLAN filtering", isGrave: true, configured: onOff(wanted), running: onOff(running), at: link.at }];
  if (!running) return [];
  return [
    ...pvidDrift(configured, link),
    ...uplinkDrifts(
      configured,
      config,
      bridgeVlans?.find(({ name }) => name === link.name),
    ),
  ];
}

function pvidDrift(bridge: ConfiguredInterface, link: Link): Drift[] {
  const [wanted, running] = [configuredDefaultPvid(bridge), link.bridge?.defaultPvid ?? null];
  if (wanted === null || running === null || wanted === running) return [];
  return [{ item: "default PVID", isGrave: true, configured: String(wanted), running: String(running), at: link.at }];
}

/** VLANs of the uplinks: those of the port's own configuration, else the bridge's, each with its PVID. */
function uplinkDrifts(configured: ConfiguredInterface, config: NetworkConfig, running: Facts["bridgeVlans"][number] | undefined): Drift[] {
  return (running?.ports ?? []).flatMap((port) => {
    const said = port.role === "uplink" ? configuredUplink(configured, config, port.name) : null;
    if (said === null) return [];
    // Without a PVID a post-up line may have taken it away, as trunks want it.
    const moved = said.pvid !== null && port.pvid !== null && said.pvid !== port.pvid;
    const item = `PVID of ${port.name}`;
    const pvid = moved ? [{ item, isGrave: true, configured: String(said.pvid), running: String(port.pvid), at: port.at }] : [];
    return [...pvid, ...listDrifts(said.vids, port)];
  });
}

function listDrifts(list: string | null, port: BridgePort): Drift[] {
  if (!list) return [];
  const wanted = vlanRanges(list);
  const live = port.vlans.map(({ vid, vidEnd }): VlanRange => [vid, vidEnd]);
  const isPvid = ([first, last]: VlanRange) => first === last && (first === port.pvid || first === 1);
  const missing = rangesWithout(wanted, live);
  const extra = rangesWithout(live, wanted).filter((range) => !isPvid(range));
  return [
    ...(missing.length === 0
      ? []
      : [
          {
            item: `VLANs of ${port.name}`,
            isGrave: false,
            configured: `with ${describeRanges(missing)}`,
            running: "without",
            at: port.at,
          },
        ]),
    ...(extra.length === 0
      ? []
      : [{ item: `VLANs of ${port.name}`, isGrave: true, configured: "without", running: `with ${describeRanges(extra)}`, at: port.at }]),
  ];
}

/** Ports that the configuration gives a bridge or bond, and uplinks that hang on it now. */
function memberDrifts(configured: ConfiguredInterface, link: Link, config: NetworkConfig, { links }: RunningNetwork): Drift[] {
  if ((configured.kind !== "bridge" && configured.kind !== "bond") || link.kind !== configured.kind) return [];
  if (configured.ports.length === 0 || configured.ports.includes("all")) return [];
  const members = links.filter(({ master }) => master === link.name);
  const answers = (one: Link, port: string) => {
    const own = config.interfaces.find(({ name }) => name === port);
    const macs = [one.mac, one.permanentMac].map((mac) => mac?.toLowerCase());
    return answersTo(one, own?.setName ?? port) || (own?.matchMac != null && macs.includes(own.matchMac.toLowerCase()));
  };
  const isOpen = configured.ports.some((port) => config.interfaces.some(({ name, matchName }) => name === port && matchName !== null));
  const gone = configured.ports.filter((port) => links.some((one) => answers(one, port)) && !members.some((one) => answers(one, port)));
  const added = isOpen ? [] : members.filter((one) => isUplink(one) && !configured.ports.some((port) => answers(one, port)));
  return [
    ...gone.map((port) => ({
      item: "port",
      isGrave: true,
      configured: port,
      running: `not in ${link.name}`,
      at: links.find((one) => answers(one, port))?.at ?? link.at,
    })),
    ...added.map((one) => ({ item: "port", isGrave: true, configured: "not named", running: one.name, at: one.at })),
  ];
}

function sizeDrifts({ mtu }: ConfiguredInterface, link: Link): Drift[] {
  if (mtu === null || link.mtu === null || mtu === link.mtu) return [];
  return [{ item: "MTU", isGrave: false, configured: String(mtu), running: String(link.mtu), at: link.at }];
}

function bondDrifts({ kind, bondMode, name }: ConfiguredInterface, bonds: Bonds): Drift[] {
  const bond = bonds.find((one) => one.name === name);
  if (kind !== "bond" || bondMode === null || bond === undefined || bond.mode === "" || bond.mode === bondMode) return [];
  return [{ item: "bonding mode", isGrave: true, configured: bondMode, running: bond.mode, at: bond.at }];
}

/** Addresses and the gateway that the configuration sets and that are not there; what is there besides may be a virtual address of a cluster. */
function addressDrifts(configured: ConfiguredInterface, link: Link, { addresses, routes }: RunningNetwork): Drift[] {
  const live = addresses?.filter((one) => one.interface === link.name);
  const missing =
    live === undefined
      ? []
      : configured.addresses.filter((text) => !live.some((one) => sameAddress(one.address, text.split("/")[0] ?? "")));
  const isUp = link.operState !== "DOWN" && link.carrier !== false;
  const { gateway } = configured;
  const family = gateway?.includes(":") ? 6 : 4;
  const ways = routes === undefined ? undefined : defaultRoutes(routes, family);
  const isAbsent =
    gateway !== null &&
    isAddress(gateway) &&
    ways !== undefined &&
    isUp &&
    !ways.some((way) => way.gateway !== null && sameAddress(way.gateway, gateway));
  const words = (ways ?? []).map((way) => `${way.gateway ?? "none"} by ${way.interface}`).join(", ");
  return [
    ...(isUp ? missing : []).map((address) => ({ item: "address", isGrave: true, configured: address, running: "not there", at: link.at })),
    ...(isAbsent ? [{ item: "gateway", isGrave: true, configured: gateway, running: words || "none", at: ways?.[0]?.at ?? link.at }] : []),
  ];
}

function onOff(value: boolean): string {
  return value ? "on" : "off";
}
