import { defineRule } from "#lib/rules/rule.ts";
import { groupBy, listed, maximumCites } from "#lib/rules/shared/wording.ts";
import { type NeededName, namesNeeded } from "./parts/names-needed.ts";

export const infraNameMissingInHosts = defineRule({
  id: "dns/infra-name-missing-in-hosts",
  title: "Names that recovery needs are known to DNS alone",
  why: "After a power cut DNS is often the last to come back, and the cluster, its quorum device and the clock wait for it by name. A line in /etc/hosts needs nobody.",
  scope: "host",
  scenarios: ["dns-loss", "power-loss"],
  likelihood: 2,
  impact: 2,
  needs: ["names"],
  wants: ["clusterConfig", "timeSync"],
  check({ names, clusterConfig, timeSync }) {
    // Servers of storage have a rule of their own: storage/netfs-server-by-hostname.
    const needed = namesNeeded({ names, clusterConfig, timeSync, fstab: undefined, mounts: undefined, storages: undefined });
    if (needed.length === 0) return [];
    const missing = [...groupBy(needed, ({ name }) => name)];
    return [
      {
        subject: listed(missing.map(([name]) => name)),
        key: "names",
        title: `${listed(missing.map(([name]) => name))} ${missing.length === 1 ? "is" : "are"} known to DNS alone`,
        observed: `not in /etc/hosts: ${listed(missing.map(describe))}`,
        expected: "names that a cold start needs in /etc/hosts, with files before dns in nsswitch.conf",
        cite: needed.map(({ at }) => at).slice(0, maximumCites),
        remedy: {
          steps: [
            `Add ${listed(missing.map(([name]) => name))} with their addresses to /etc/hosts on every node, by configuration management.`,
          ],
          verify: "getent -s hosts:files ahosts NAME",
        },
      },
    ];
  },
  remedy: {
    steps: ["Write the names into /etc/hosts."],
    risk: "A line that is forgotten when an address changes leads to the wrong machine: review the file whenever one does.",
    verify: "getent -s hosts:files ahosts NAME",
  },
  postmortems: ["kvm-pair-panic-reboot"],
  references: ["hosts(5)", "nsswitch.conf(5)", "corosync.conf(5)"],
});

function describe([name, uses]: [string, readonly NeededName[]]): string {
  return `${name} (${listed([...new Set(uses.map(({ use }) => use))])})`;
}
