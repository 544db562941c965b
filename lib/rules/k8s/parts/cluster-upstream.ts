import type { Kubernetes } from "#lib/facts/kubernetes.ts";
import type { Resolver } from "#lib/facts/resolver.ts";
import { isLoopback } from "#lib/rules/shared/ip-address.ts";
import { listed } from "#lib/rules/shared/wording.ts";

const resolvConf = /^\/(etc|run\/systemd\/resolve)\/resolv\.conf$/;

/** The one server that answers names outside the cluster. A loopback address is a cache on the node, whose own servers are not seen. */
export function soleUpstream(dns: Kubernetes["dns"], resolver: Resolver | undefined) {
  const [first, ...more] = dns?.forwards ?? [];
  if (dns === null || first === undefined || more.length > 0) return null;
  if (!resolvConf.test(first))
    return isLoopback(first) ? null : { by: "its Corefile", address: first.replace(/^(dns|tls):\/\//, ""), at: [] };
  const servers = resolver?.nameservers.filter(({ address }) => !isLoopback(address)) ?? [];
  const addresses = [...new Set(servers.map(({ address }) => address))];
  return addresses.length === 1 ? { by: `${first} of the node`, address: listed(addresses), at: servers.map(({ at }) => at) } : null;
}
