import type { Resolver } from "#lib/facts/resolver.ts";
import { defineRule, NotApplicable, Undecidable } from "#lib/rules/rule.ts";
import { guestAt } from "#lib/rules/shared/guest-addresses.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { listed } from "#lib/rules/shared/wording.ts";
import { namesNeeded } from "./parts/names-needed.ts";
import { sharedMac, upstreamServers } from "./parts/upstream-servers.ts";

/** Link-local addresses, and Azure's, behind which a cloud or a cache of the node itself answers. */
const ofProvider = /^(169\.254\.|168\.63\.129\.16$|fd00:ec2::253$)/;

export const singleNameserver = defineRule({
  id: "dns/single-nameserver",
  title: "This host has one DNS server",
  why: "A reboot of that one machine is enough: lookups fail, and mounts, backups, updates and alerts that go by name stop with them.",
  scope: "host",
  scenarios: ["dns-loss", "node-loss"],
  likelihood: 3,
  impact: 2,
  needs: ["resolver"],
  wants: ["guests", "neighbours", "names", "fstab", "mounts", "storages", "clusterConfig", "timeSync"],
  check({ resolver, guests, neighbours, ...uses }) {
    if (resolver.nameservers.length === 0) throw new NotApplicable("resolv.conf names no server: this host looks nothing up");
    const servers = upstreamServers(resolver);
    if (servers === null) return [];
    const mac = servers.length > 1 ? sharedMac(servers, neighbours ?? []) : null;
    const [first] = servers;
    if (first === undefined || (servers.length > 1 && mac === null)) return [];
    if (mac === null && ofProvider.test(first.address))
      throw new Undecidable(`${first.address} is an address that a provider gives its resolvers: how many stand behind it cannot be seen`);
    const needed = namesNeeded(uses);
    const own = guestAt(first.address, guests, neighbours);
    return [
      {
        subject: listed(servers.map(({ address }) => address)),
        key: "nameservers",
        title: mac === null ? `${first.address} is this host's one DNS server` : "Both DNS servers of this host are one machine",
        observed: `${first.at.source} leads to ${mac === null ? `one nameserver, ${first.address}` : `${listed(servers.map(({ address }) => address))}, all at ${mac}`}${own === undefined ? "" : `, which is ${guestLabel(own)} on this host`}${describeUse(needed)}`,
        expected: "two DNS servers or more, on machines that do not fail together",
        cite: [...servers.map(({ at }) => at), ...needed.slice(0, 4).map(({ at }) => at)],
        confidence: mac === null ? "confirmed" : "inferred",
        // Its own guest starts last: until then this host has no DNS at all.
        impact: needed.length > 0 || own !== undefined ? 3 : 2,
        remedy: { steps: steps(resolver, first.address) },
      },
    ];
  },
  remedy: {
    steps: ["Add a second DNS server that stands on another machine."],
    risk: "A public server beside an internal one does not know internal names: names then vanish whenever it is the one that is asked.",
    verify: "grep ^nameserver /etc/resolv.conf /run/systemd/resolve/resolv.conf",
  },
  postmortems: ["nfs-hang-takes-cluster-network", "single-dns-lxc-apparmor"],
  references: ["resolv.conf(5)", "resolved.conf(5)"],
});

function describeUse(needed: readonly { name: string }[]): string {
  return needed.length === 0 ? "" : `; storage, cluster or time need it for ${listed([...new Set(needed.map(({ name }) => name))])}`;
}

function steps(resolver: Resolver, server: string): string[] {
  const where = resolver.stub
    ? "in the configuration of the network (netplan `nameservers:`, NetworkManager `ipv4.dns`), or as `DNS=` in `/etc/systemd/resolved.conf`"
    : "as a second `nameserver` line, where whatever writes /etc/resolv.conf takes it from (on Proxmox VE: node, System, DNS)";
  return [`Set up a second server that knows the same zones as ${server}, on another machine.`, `Name it ${where}.`];
}
