import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { counted, maximumCites } from "#lib/rules/shared/wording.ts";

export const cephPortsFiltered = defineRule({
  id: "cluster/ceph-ports-filtered",
  title: "The host's packet filter drops connections to ports that Ceph's daemons listen on",
  why: "Connections that are up stay up. After a reboot or a restart every daemon must be found anew: those on closed ports stay down for the others, and data is rebuilt for nothing.",
  scope: "host",
  scenarios: ["reboot", "power-loss", "network-change"],
  likelihood: 3,
  impact: 3,
  needs: ["cephPorts"],
  check({ cephPorts }): Observation[] {
    return cephPorts.filters.flatMap((filter) => {
      const closed = cephPorts.listening.filter(({ port }) => !filter.accepted.some(({ from, to }) => from <= port && port <= to));
      if (closed.length === 0) return [];
      const ports = closed.map(({ port }) => port).sort((one, other) => one - other);
      const daemons = [...new Set(closed.map(({ daemon }) => daemon))].sort();
      const near = filter.accepted.filter(({ from, to }) => to >= 3300 && from <= 7300 && to - from < 60_000);
      return [
        {
          subject: daemons.join(", "),
          key: filter.chain,
          observed: `${counted(ports.length, "port")} between ${ports[0]} and ${ports.at(-1)} not accepted; chain ${filter.chain} accepts ${near.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(", ") || "none of Ceph's"}`,
          expected: "3300, 6789 and the whole range 6800-7568 accepted from Ceph's networks",
          cite: [filter.at, ...near.map(({ at }) => at), ...closed.map(({ at }) => at)].slice(0, maximumCites),
          confidence: "inferred",
          remedy: {
            steps: [
              "Widen the rule in /etc/nftables.conf: `tcp dport 6800-7568 accept` from Ceph's networks.",
              "`nft -c -f /etc/nftables.conf` checks it without loading; then `systemctl reload nftables`.",
            ],
          },
        },
      ];
    });
  },
  remedy: {
    steps: ["Accept 3300, 6789 and 6800-7568 from Ceph's networks."],
    risk: "A mistake in the filter can cut off SSH: have the console open.",
    verify: "nft list ruleset",
  },
  postmortems: ["latent-boot-config"],
  references: ["nft(8)", "https://docs.ceph.com/en/latest/rados/configuration/network-config-ref/"],
});
