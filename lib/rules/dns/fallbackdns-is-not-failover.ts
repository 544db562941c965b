import { defineRule, NotApplicable, Undecidable } from "#lib/rules/rule.ts";
import { canonicalAddress } from "#lib/rules/shared/ip-address.ts";
import { listed, uniqueBy } from "#lib/rules/shared/wording.ts";

export const fallbackdnsIsNotFailover = defineRule({
  id: "dns/fallbackdns-is-not-failover",
  title: "FallbackDNS= does not take over when the DNS server fails",
  why: "systemd-resolved asks the fallback servers only while it knows no other server at all. One that is configured and dead is still the one that it asks.",
  scope: "host",
  scenarios: ["dns-loss"],
  likelihood: 3,
  impact: 2,
  needs: ["resolver"],
  wants: ["names"],
  check({ resolver, names }) {
    const { fallbackServers, globalServers, nameservers, stub } = resolver;
    const [fallback] = fallbackServers;
    if (fallback === undefined) return [];
    const isAsked = stub || names?.lookupOrder.includes("resolve");
    if (isAsked === undefined) throw new Undecidable("resolv.conf does not lead to systemd-resolved, and nsswitch.conf was not read");
    if (!isAsked) throw new NotApplicable("nothing on this host asks systemd-resolved");
    const servers = uniqueBy([...globalServers, ...(stub ? nameservers : [])], ({ address }) => canonicalAddress(address) ?? address);
    const [only] = servers;
    if (only === undefined || servers.length > 1) return [];
    return [
      {
        subject: "FallbackDNS=",
        observed: `FallbackDNS= names ${listed(fallbackServers.map(({ address }) => address))}, and ${only.address} is the one server that is asked`,
        expected: "two servers or more in DNS=, which systemd-resolved goes through when one does not answer",
        cite: [fallback.at, only.at],
        remedy: {
          steps: [
            `In ${fallback.at.source} put a second server that knows your own names beside ${only.address}: \`DNS=${only.address} SECOND\`.`,
            "Leave FallbackDNS= out: it only hides that there is no second server.",
          ],
        },
      },
    ];
  },
  remedy: {
    steps: ["Name the second server in DNS= instead of FallbackDNS=."],
    risk: "Public servers in DNS= do not know internal zones, and learn your internal names.",
    verify: "resolvectl dns",
  },
  references: ["resolved.conf(5)"],
});
