import type { AnyRule } from "#lib/rules/rule.ts";
import { fallbackdnsIsNotFailover } from "./fallbackdns-is-not-failover.ts";
import { infraNameMissingInHosts } from "./infra-name-missing-in-hosts.ts";
import { nameserverUnreachable } from "./nameserver-unreachable.ts";
import { singleNameserver } from "./single-nameserver.ts";
import { slowResolverFailover } from "./slow-resolver-failover.ts";

/** Rules of the family `dns`, sorted by id; one line each. */
export const dnsRules: readonly AnyRule[] = [
  fallbackdnsIsNotFailover,
  infraNameMissingInHosts,
  nameserverUnreachable,
  singleNameserver,
  slowResolverFailover,
];
