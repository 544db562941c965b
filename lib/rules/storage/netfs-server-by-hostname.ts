import type { Cite } from "#lib/facts/cite.ts";
import { defineRule, type Level, type Observation, type Remedy } from "#lib/rules/rule.ts";
import { soleNameservers } from "#lib/rules/shared/guest-addresses.ts";
import { diskFinder, guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { staticNames } from "#lib/rules/shared/hosts-file.ts";
import { sameAddress } from "#lib/rules/shared/ip-address.ts";
import { isByName, liveAddresses, placesOf, type ServerUse, serverUses } from "#lib/rules/shared/server-uses.ts";
import { groupBy, listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";

export const netfsServerByHostname = defineRule({
  id: "storage/netfs-server-by-hostname",
  title: "A network file system is mounted by name, so DNS must work before storage does",
  why: "DNS is often a guest, and no guest runs yet at a cold boot. The mount then fails although the NAS is up, and guest storage is missing until someone mounts it by address. _netdev waits for the network, not for names.",
  scope: "host",
  scenarios: ["dns-loss", "reboot", "power-loss"],
  likelihood: 3,
  impact: 3,
  postmortems: ["kvm-pair-panic-reboot"],
  references: ["nfs(5)", "nsswitch.conf(5)", "hosts(5)"],
  needs: ["fstab", "names"],
  wants: ["mounts", "storages", "guests", "identity", "resolver", "neighbours"],
  check(facts) {
    const { names, mounts, resolver } = facts;
    const servers = resolver?.nameservers ?? [];
    const disksBelow = diskFinder(facts.guests, facts.storages);
    const dnsHere = soleNameservers(resolver, facts.guests, facts.neighbours);
    const [addressesOf, entriesOf] = [liveAddresses(mounts), staticNames(names)];
    // Guests that could not be read count as having a disk there.
    const carriesDisk = ({ directory }: ServerUse) => directory !== null && disksBelow(directory).length > 0;
    const isIdle = (use: ServerUse) => (facts.guests === undefined ? facts.identity?.system === "linux" : !carriesDisk(use));
    const impactOf = (use: ServerUse): Level => {
      if (dnsHere && use.when !== "by-hand") return 4;
      return (use.when === "later" || use.when === "by-hand") && isIdle(use) ? 2 : 3;
    };
    const uses = serverUses(facts, names.nodeName).filter(isByName);
    return [...groupBy(uses, ({ server }) => server)].flatMap(([server, group]): Observation[] => {
      const live = addressesOf(server);
      const entries = entriesOf(server);
      if (entries.some(({ address }) => live.length === 0 || live.some((real) => sameAddress(real, address)))) return [];
      const [stale] = entries;
      const asked = servers.length === 0 ? "" : `; only ${listed(servers.map(({ address }) => address))} can answer it`;
      const by = `${dnsHere ? `, guests of this host (${listed(dnsHere.map(guestLabel))})` : ""}${/\.local$/i.test(server) ? "; .local names are answered by mDNS" : ""}`;
      return [
        {
          subject: server,
          title: stale ? `The hosts entry of ${server} is stale` : `${server} is mounted by name, so DNS must work before storage does`,
          observed: stale
            ? `/etc/hosts says ${stale.address}, the live mount uses ${listed(live)}`
            : `${placesOf(group)}: ${server} is not in /etc/hosts${asked}${by}`,
          expected: stale ? "one address in both" : `an address, or ${server} in /etc/hosts with files before dns in nsswitch.conf`,
          // A Kubernetes node may have hundreds of mounts of one server: a few prove it.
          cite: [...entries, ...group.slice(0, 8), ...servers].slice(0, maximumCites).map(({ at }) => at),
          likelihood: group.every(({ when }) => when === "by-hand") ? 2 : 3,
          impact: Math.max(...group.map(impactOf)) as Level,
          confidence: dnsHere ? "inferred" : "confirmed",
          remedy: remedyFor(server, live, stale?.at),
        },
      ];
    });
  },
  remedy: {
    steps: ["Give the server by address, or write its name into /etc/hosts"],
    risk: "Kerberos (sec=krb5*) and TLS need the name: use the hosts entry, not the address. The entry must follow when the server moves.",
    verify: "getent -s hosts:files ahosts",
  },
});

function remedyFor(server: string, live: readonly string[], stale: Cite | undefined): Partial<Remedy> {
  const name = shellWord(server);
  const line = live[0] === undefined ? `the address that \`getent ahosts ${name}\` prints, and ${name}` : `\`${live[0]} ${server}\``;
  return {
    steps: [
      stale
        ? `Correct line ${stale.line} of /etc/hosts: ${line}`
        : `Add to /etc/hosts, which \`hosts:\` of /etc/nsswitch.conf must ask before DNS: ${line}`,
    ],
    verify: `getent -s hosts:files ahosts ${name}`,
  };
}
