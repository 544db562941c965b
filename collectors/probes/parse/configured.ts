import type { ConfiguredInterface } from "#lib/facts/network-config.ts";

/** An interface of which nothing is said but who declares it, its name and where. */
export function bareInterface(
  manager: ConfiguredInterface["manager"],
  name: string,
  kind: ConfiguredInterface["kind"],
  at: ConfiguredInterface["at"],
): ConfiguredInterface {
  return {
    manager,
    name,
    kind,
    auto: true,
    optional: false,
    matchMac: null,
    matchName: null,
    setName: null,
    addresses: [],
    dhcp: false,
    gateway: null,
    ports: [],
    bridge: null,
    vlanId: null,
    mtu: null,
    mac: null,
    bondMode: null,
    portVlans: null,
    at,
  };
}

/** A MAC address in lower case with colons; null for anything else. */
export function macOf(text: string | null | undefined): string | null {
  const mac = text?.trim().toLowerCase().replaceAll("-", ":") ?? "";
  return /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/.test(mac) ? mac : null;
}

/** An address with its prefix length, which may be given as such, as a netmask, or in the address already. */
export function withPrefix(address: string, prefixOrMask: string | null | undefined): string {
  if (address.includes("/") || !prefixOrMask) return address;
  return `${address}/${prefixOrMask.includes(".") ? bitsOf(prefixOrMask) : prefixOrMask}`;
}

/** A whole number that stands alone in the text; null for anything else. */
export function integerOf(text: string | null | undefined): number | null {
  return text && /^\d{1,9}$/.test(text.trim()) ? Number(text) : null;
}

/** The driver's modes in the order of their numbers, which bonding(7) takes as well. */
const bondModes = ["balance-rr", "active-backup", "balance-xor", "broadcast", "802.3ad", "balance-tlb", "balance-alb"];

/** A bonding mode by its name, whoever gave it by its number; null where none is given. */
export function bondModeOf(text: string | null | undefined): string | null {
  const mode = text?.trim().toLowerCase() ?? "";
  if (mode === "") return null;
  return /^\d$/.test(mode) ? (bondModes[Number(mode)] ?? mode) : mode;
}

/** Whether a destination means every address. */
export function isDefaultRoute(destination: string | null | undefined): boolean {
  return ["default", "0.0.0.0/0", "::/0", "0/0"].includes(destination ?? "");
}

/** Whether a route goes into the main table, where a configuration names one at all (ip-route(8)). */
export function isMainTable(table: string | null | undefined): boolean {
  return ["", "254", "main", "default"].includes(table ?? "");
}

function bitsOf(netmask: string): number {
  const bits = netmask.split(".").map((part) => Number(part).toString(2));
  return bits.join("").replaceAll("0", "").length;
}
