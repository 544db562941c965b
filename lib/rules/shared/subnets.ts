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

function parse(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  const address = canonicalAddress(text);
  return address === null ? null : ipaddr.parse(address);
}
