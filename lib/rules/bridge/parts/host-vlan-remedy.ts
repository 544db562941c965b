import { defaultRoutesVia } from "#lib/rules/shared/default-routes.ts";
import type { BridgeSituation, BridgeWorld } from "#lib/rules/shared/host-and-guests.ts";
import { carriesBothWays } from "#lib/rules/shared/vlans.ts";
import { listed, shellWord } from "#lib/rules/shared/wording.ts";

/** Seconds until the timed roll-back puts the old state back. */
const rollBackSeconds = 180;

/** "10.50.1.111/24 and fd00::1/64", at most three. */
export function describeHostAddresses({ hostAddresses }: BridgeSituation): string {
  return listed(
    hostAddresses.map((address) => `${address.address}/${address.prefixLength}`),
    3,
  );
}

/**
 * Steps that put the host's addresses into its guests' VLAN by a tagged interface, the PVID of the bridge untouched. The roll-back
 * is armed before the first change, so that a host that was cut off comes back by itself.
 */
export function moveHostAddressSteps(situation: BridgeSituation, { routes }: BridgeWorld): string[] {
  const { bridge, hostAddresses } = situation;
  const vid = commonestPvid(situation);
  if (vid === undefined) return [`Find out which VLAN the guests of ${bridge.name} use: their ports carry tagged VLANs only.`];
  const device = shellWord(bridge.name);
  const tagged = shellWord(interfaceName(bridge.name, vid));
  const addresses = hostAddresses.map((address) => shellWord(`${address.address}/${address.prefixLength}`));
  const ways = defaultRoutesVia(bridge.name, routes).filter((route) => route.gateway !== null);
  const waysVia = (name: string) =>
    ways.map((route) => `ip route replace default via ${shellWord(route.gateway ?? "")} dev ${name} metric ${route.metric}`);
  const goBack = [`ip link del ${tagged}`, ...addresses.map((address) => `ip addr replace ${address} dev ${device}`), ...waysVia(device)];
  const go = [
    ...addresses.flatMap((address) => [`ip addr del ${address} dev ${device}`, `ip addr add ${address} dev ${tagged}`]),
    ...waysVia(tagged),
  ];
  return [
    "Open the BMC console, log in there, and work there: SSH will drop if anything is wrong.",
    ...uplinkSteps(situation, vid),
    `\`systemd-run --on-active=${rollBackSeconds} --unit=vlan-roll-back sh -c ${shellWord(goBack.join("; "))}\`: puts the old state back after ${rollBackSeconds} s unless you stop it.`,
    `\`bridge vlan add dev ${device} vid ${vid} self && ip link add link ${device} name ${tagged} type vlan id ${vid} && ip link set ${tagged} up\``,
    `\`${go.join(" && ")}\``,
    "From the host ping a guest and the gateway. If both answer: `systemctl stop vlan-roll-back.timer`. If not: wait for the roll-back.",
    `Then write it into the network configuration (${tagged} with the address, ${device} without), or the next boot undoes it.`,
  ];
}

/** The kernel takes 15 characters: a long bridge name leaves no room for the VLAN. */
function interfaceName(bridge: string, vid: number): string {
  const name = `${bridge}.${vid}`;
  return name.length <= 15 ? name : `vlan${vid}`;
}

function uplinkSteps({ bridge }: BridgeSituation, vid: number): string[] {
  const uplinks = bridge.ports.filter((port) => port.role === "uplink" && !carriesBothWays(port, vid));
  return uplinks.map(
    (port) =>
      `\`bridge vlan add dev ${shellWord(port.name)} vid ${vid}\`: the uplink does not carry VLAN ${vid} yet; so must the switch port, tagged.`,
  );
}

function commonestPvid({ guestPorts, guestVlans }: BridgeSituation): number | undefined {
  const portsIn = (vid: number) => guestPorts.filter((port) => port.pvid === vid).length;
  return [...guestVlans].sort((one, other) => portsIn(other) - portsIn(one))[0];
}
