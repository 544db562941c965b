import type { Neighbours } from "#lib/facts/neighbours.ts";
import type { Resolver } from "#lib/facts/resolver.ts";
import { Undecidable } from "#lib/rules/rule.ts";
import { canonicalAddress, isLoopback, sameAddress } from "#lib/rules/shared/ip-address.ts";
import { uniqueBy } from "#lib/rules/shared/wording.ts";

type Servers = Resolver["nameservers"];

/**
 * The servers that the host's questions end at, each address once: behind a resolver of its own those that it passes questions on to.
 * Null where it asks the roots itself, which is no server that could fail alone. Throws Undecidable where only one of its ways is known.
 */
export function upstreamServers(resolver: Resolver): Servers | null {
  const direct = resolver.nameservers.filter(({ address }) => !isLoopback(address));
  const isLocal = direct.length < resolver.nameservers.length;
  if (isLocal && resolver.forwarders?.length === 0) return null;
  const all = uniqueBy([...direct, ...(isLocal ? (resolver.forwarders ?? []) : [])], ({ address }) => canonicalAddress(address) ?? address);
  if (isLocal && resolver.forwarders === null && all.length < 2) {
    const [local] = resolver.nameservers.filter(({ address }) => isLoopback(address));
    throw new Undecidable(`a resolver on the host itself answers at ${local?.address}, and what it asks was not found`);
  }
  return all;
}

/** The MAC at which all of these addresses answer on one wire: one machine with several addresses. Null where they differ or were not seen. */
export function sharedMac(servers: Servers, neighbours: Neighbours): string | null {
  const macs = servers.map(({ address }) => neighbours.find((one) => one.mac !== null && sameAddress(one.address, address))?.mac ?? null);
  const [first = null] = macs;
  return first !== null && macs.every((mac) => mac === first) ? first : null;
}
