import type { Addresses } from "#lib/facts/addresses.ts";
import type { BridgePort, VlanBridge } from "#lib/facts/bridge-vlans.ts";
import type { Declarations } from "#lib/facts/declared.ts";
import type { Observation } from "#lib/rules/rule.ts";
import { describeSwitchPort, isStale, switchPortOf } from "./switch-ports.ts";
import { carries, carriesBothWays, describeVlans, untaggedHostOf } from "./vlans.ts";
import { listed, shellWord } from "./wording.ts";

/** "eno8 PVID 1 with VLANs 1, 10–40". */
export function describeUplinks(uplinks: readonly BridgePort[]): string {
  return listed(uplinks.map((uplink) => `${uplink.name} PVID ${uplink.pvid ?? "none"} with VLANs ${describeVlans(uplink)}`));
}

/** Steps that let a VLAN of the host out by an uplink, with a roll-back that needs nobody. */
export function letOutSteps(uplink: BridgePort | undefined, vid: number): string[] {
  if (uplink === undefined) return [];
  const device = shellWord(uplink.name);
  return [
    "Open the BMC console and log in there. Ask the switch which VLAN this port sends untagged (native) and which it carries tagged.",
    `\`systemd-run --on-active=180 --unit=vlan-roll-back bridge vlan del dev ${device} vid ${vid}\`: takes the change back after 180 s unless you stop it.`,
    `Switch carries ${vid} tagged: \`bridge vlan add dev ${device} vid ${vid}\`. Switch sends ${vid} untagged: \`bridge vlan add dev ${device} vid ${vid} pvid untagged\`.`,
    "Ping the gateway. If it answers: `systemctl stop vlan-roll-back.timer`, and write the VLAN into the network configuration.",
  ];
}

/** The host's untagged VLAN leaves by no uplink, or comes back in another. */
export function noWayOut(bridge: VlanBridge, uplinks: readonly BridgePort[], addresses: Addresses): Observation | null {
  const host = untaggedHostOf(bridge, addresses);
  if (host === null || uplinks.some((uplink) => carriesBothWays(uplink, host.vid))) return null;
  const { vid } = host;
  return {
    subject: bridge.name,
    title: `The host is in VLAN ${vid} on ${bridge.name}, and no uplink carries VLAN ${vid}: it has no way out`,
    observed: `${bridge.name} PVID ${vid}; ${describeUplinks(uplinks)}`,
    expected: `VLAN ${vid} on the uplink, as PVID if the switch sends it untagged, tagged otherwise`,
    cite: [host.at, ...uplinks.map((uplink) => uplink.at)],
    remedy: { steps: letOutSteps(uplinks[0], vid), verify: `bridge vlan show dev ${shellWord(uplinks[0]?.name ?? bridge.name)}` },
  };
}

/** Two cables, two VLANs: which one an untagged frame of the host is in depends on the cable that it takes. */
export function unlikeUplinks(bridge: VlanBridge, uplinks: readonly BridgePort[]): Observation | null {
  const pvids = new Set(uplinks.flatMap((uplink) => uplink.pvid ?? []));
  if (pvids.size < 2) return null;
  return {
    subject: bridge.name,
    title: `The uplinks of ${bridge.name} put untagged frames into different VLANs`,
    observed: describeUplinks(uplinks),
    expected: "one PVID on all uplinks of a bridge",
    cite: uplinks.map((uplink) => uplink.at),
    impact: 3,
  };
}

/**
 * What somebody said of the switch port does not fit the uplink: untagged frames change their VLAN on the wire, or are dropped there. A
 * word that is older than half a year leaves a doubt.
 */
export function toldSwitch(
  bridge: VlanBridge,
  uplinks: readonly BridgePort[],
  addresses: Addresses,
  declared: Declarations,
  now: Date,
): Observation | null {
  for (const uplink of uplinks) {
    const port = switchPortOf(uplink.name, declared);
    if (port === undefined || uplink.pvid === null || port.nativeVlan === uplink.pvid) continue;
    if (!isUsedUntagged(bridge, addresses, uplink.pvid)) continue;
    const native = port.nativeVlan === null ? "takes no untagged frame" : `has native VLAN ${port.nativeVlan}`;
    return {
      subject: bridge.name,
      title: `${uplink.name} of ${bridge.name} sends VLAN ${uplink.pvid} untagged, and its switch port ${native}`,
      observed: `${describeUplinks([uplink])}; ${describeSwitchPort(port)}, ${native}`,
      expected: "PVID of the bridge, PVID of the uplink and native VLAN of the switch port are one number",
      cite: [uplink.at],
      confidence: isStale(port, now) ? "suspected" : "confirmed",
      remedy: {
        steps: [
          `Ask the switch whether port ${port.port} of ${port.switch} still ${native}, and correct the declaration if it does not.`,
          "If it does: in a maintenance window, with the console open, correct the one of the three numbers that differs.",
        ],
        verify: `bridge vlan show dev ${shellWord(uplink.name)}`,
      },
    };
  }
  return null;
}

/** Whether untagged frames of an uplink with this PVID are anybody's: a trunk keeps its PVID 1 though all that uses it is tagged. */
export function isUsedUntagged(bridge: VlanBridge, addresses: Addresses, pvid: number): boolean {
  return untaggedHostOf(bridge, addresses)?.vid === pvid || bridge.ports.some((port) => port.role === "guest" && port.pvid === pvid);
}

/** Bridge and uplink agree, and something put the guests elsewhere: the switch port decides, and no host can see it. */
export function untoldSwitch(
  bridge: VlanBridge,
  uplinks: readonly BridgePort[],
  addresses: Addresses,
  guestVlans: readonly number[],
  declared: Declarations,
  now: Date,
): Observation | null {
  const host = untaggedHostOf(bridge, addresses);
  const isTold = uplinks.every(({ name }) => {
    const port = switchPortOf(name, declared);
    return port !== undefined && !isStale(port, now);
  });
  if (host === null || guestVlans.length === 0 || isTold) return null;
  const { vid } = host;
  if (bridge.ports.some((port) => port.role === "guest" && carries(port, vid))) return null;
  return {
    subject: bridge.name,
    title: `${bridge.name} and its uplink use VLAN ${vid}, its guests VLAN ${listed(guestVlans.map(String))}: the native VLAN of the switch port decides`,
    observed: `${bridge.name} PVID ${vid}; ${describeUplinks(uplinks)}; native VLAN of the switch port not known`,
    expected: "PVID of the bridge, PVID of the uplink and native VLAN of the switch port are one number",
    cite: [host.at, ...uplinks.map((uplink) => uplink.at)],
    likelihood: 1,
    impact: 1,
    remedy: { steps: ["Before any change ask the switch for the native VLAN of this port, and write it down beside the host."] },
  };
}
