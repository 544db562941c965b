import type { ConfiguredInterface, NetworkConfig } from "#lib/facts/network-config.ts";
import { shellWord } from "#lib/rules/shared/wording.ts";

const consoleReady = "Have the console open: a reboot proves it, and a mistake leaves the machine without network.";

/** Steps that tie a configuration to a card by its MAC, in the way of whoever manages the network of this host. */
export function pinSteps(configured: ConfiguredInterface | undefined, name: string, mac: string, system: string | undefined): string[] {
  if (configured?.manager === "netplan") return netplanSteps(configured, mac);
  if (configured?.manager === "networkmanager") {
    return [
      `\`nmcli connection show\` names the profile of ${name}; then \`nmcli connection modify PROFILE 802-3-ethernet.mac-address ${mac} connection.interface-name ""\`.`,
      consoleReady,
    ];
  }
  return [
    ...(system === "proxmox"
      ? [
          `Proxmox VE 9: \`pve-network-interface-pinning generate --interface ${shellWord(name)}\` does the steps below and renames every reference.`,
        ]
      : []),
    ...linkFileSteps(name, mac),
  ];
}

/** A .link file keeps the name that the configuration uses already, so that no reference has to change. */
function linkFileSteps(name: string, mac: string): string[] {
  return [
    `Write \`/etc/systemd/network/10-${name.replaceAll(/[^A-Za-z0-9_-]/g, "_")}.link\` with \`[Match]\` \`PermanentMACAddress=${mac}\` \`Type=ether\` and \`[Link]\` \`Name=lan0\`; Type keeps bridge and VLANs with the same MAC out.`,
    `Replace ${name} by lan0 everywhere: bridge ports, bond members, firewall, monitoring. A name of another kind than ${name} cannot collide with one that the kernel gives.`,
    "`update-initramfs -u -k all`",
    consoleReady,
  ];
}

function netplanSteps(configured: ConfiguredInterface, mac: string): string[] {
  return [
    `In ${configured.at.source} replace the key \`${configured.name}:\` by \`uplink:\` with \`match: {macaddress: "${mac}"}\` and \`set-name: uplink\`; leave the rest as it is. Change every other mention of ${configured.name} too.`,
    "`netplan try`: takes the change back after 120 s unless you confirm it.",
    consoleReady,
  ];
}

/** A read-only command that shows whether the pin is in force. */
export function pinVerify(config: NetworkConfig, name: string): string {
  if (config.managers.includes("netplan")) return "netplan get ethernets";
  return `udevadm info -q property -p /sys/class/net/${shellWord(name)} | grep ID_NET_LINK_FILE`;
}
