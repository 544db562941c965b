import type { Section } from "#collectors/probe.ts";
import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { forwardersOf } from "./parse/forwarders.ts";
import { allFiles, fileOrNull } from "./parse/presence.ts";
import { maximumServers, resolvedServers, serversOf, stubAddresses, wordsAfter } from "./parse/resolv-conf.ts";
import { filesRead, succeeded } from "./parse/sections.ts";

/**
 * Who answers names: resolv.conf(5). Behind systemd-resolved's stub its own file names the servers that it asks, those of the links
 * included. `resolvectl` is not called: it would start a resolved that somebody stopped.
 */
export const resolver = defineProbe({
  id: "resolver",
  fact: "resolver",
  systems: ["linux"],
  sources: {
    file: { read: "/etc/resolv.conf", optional: true },
    upstream: { read: "/run/systemd/resolve/resolv.conf", optional: true },
    resolved: { read: "/etc/systemd/resolved.conf", optional: true },
    resolvedMore: { read: "/etc/systemd/resolved.conf.d/*.conf", optional: true },
    resolvedNow: { read: "/run/systemd/resolved.conf.d/*.conf", optional: true },
    dnsmasq: { read: "/etc/dnsmasq.conf", optional: true },
    dnsmasqMore: { read: "/etc/dnsmasq.d/*", optional: true },
    unbound: { read: "/etc/unbound/unbound.conf", optional: true },
    unboundMore: { read: "/etc/unbound/unbound.conf.d/*.conf", optional: true },
    unboundOfRedHat: { read: "/etc/unbound/conf.d/*.conf", optional: true },
    named: { read: "/etc/bind/named.conf.options", optional: true },
    namedOfRedHat: { read: "/etc/named.conf", optional: true },
  },
  parse(sections) {
    const section = fileOrNull(sections.file, "resolv.conf");
    if (!section) throw new NotApplicable("there is no /etc/resolv.conf");
    const own = serversOf(section);
    const stub = own.some(({ address }) => stubAddresses.includes(address));
    const uplinks = stub ? sections.upstream.find(succeeded) : undefined;
    const resolved = allFiles([...sections.resolved, ...sections.resolvedMore, ...sections.resolvedNow], "resolved.conf");
    return {
      nameservers: uplinks ? serversOf(uplinks) : own.slice(0, maximumServers),
      search: wordsAfter(section, ["search", "domain"]).at(-1) ?? [],
      options: wordsAfter(section, ["options"]).flat(),
      stub,
      ignored: stub ? [] : own.slice(maximumServers),
      globalServers: resolvedServers(resolved, "DNS"),
      fallbackServers: resolvedServers(resolved, "FallbackDNS"),
      forwarders: isLocal(own) ? forwardersOf(localFiles(sections)) : null,
    };
  },
});

/** A program of the host itself is asked, and it is not systemd-resolved. */
function isLocal(servers: readonly { address: string }[]): boolean {
  return servers.some(({ address }) => (/^127\./.test(address) && !stubAddresses.includes(address)) || address === "::1");
}

type LocalSource = "dnsmasq" | "dnsmasqMore" | "unbound" | "unboundMore" | "unboundOfRedHat" | "named" | "namedOfRedHat";

/** What of their configuration may be read; a program whose files may not be read is as good as one that is not known. */
function localFiles(sections: Record<LocalSource, readonly Section[]>) {
  return {
    dnsmasq: filesRead([...sections.dnsmasq, ...sections.dnsmasqMore]),
    unbound: filesRead([...sections.unbound, ...sections.unboundMore, ...sections.unboundOfRedHat]),
    named: filesRead([...sections.named, ...sections.namedOfRedHat]),
  };
}
