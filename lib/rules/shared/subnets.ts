import ipaddr from "ipaddr.js";
import type { Address } from "#lib/facts/addresses.ts";
import { canonicalAddress } from "./ip-address.ts";

/** Whether an address lies in the subnet of one of the host's. False where either is not one literal address. */
export function inSubnetOf(host: Pick<Address, "address" | "prefixLength">, other: string): boolean {
  const own = parse(host.address);
  const theirs = parse(other);
  if (own === null || theirs === null || own.kind() !== theirs.kind()) return false;
  const bits = own.kind() === "ipv4" ? 32 : 128;
  return host.prefixLength >= 0 && host.prefixLength <= bits && theirs.match(own, host.prefixLength);
}

/** The subnet of an address, the same text for every address in it: "10.50.1.0/24". Null where there is none. */
export function networkOf({ address, prefixLength }: Pick<Address, "address" | "prefixLength">): string | null {
  const bytes = parse(address)?.toByteArray();
  if (bytes === undefined || prefixLength < 0 || prefixLength > bytes.length * 8) return null;
  const masked = bytes.map((byte, index) => byte & (0xff00 >> Math.min(8, Math.max(0, prefixLength - index * 8))) & 0xff);
  return `${ipaddr.fromByteArray(masked)}/${prefixLength}`;
}

function parse(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  const address = canonicalAddress(text);
  return address === null ? null : ipaddr.parse(address);
}
