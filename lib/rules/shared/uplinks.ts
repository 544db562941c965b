import type { BridgePort } from "#lib/facts/bridge-vlans.ts";
import { describeVlans } from "./vlans.ts";
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
