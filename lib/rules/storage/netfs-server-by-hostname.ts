import { defineRule, type Level, type Observation, type Remedy } from "#lib/rules/rule.ts";
import { guestAt } from "#lib/rules/shared/guest-addresses.ts";
import { disksBelow, guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { staticEntries } from "#lib/rules/shared/hosts-file.ts";
import { isAddress, sameAddress } from "#lib/rules/shared/ip-address.ts";
import { liveAddresses, type ServerUse, serverUses } from "#lib/rules/shared/server-uses.ts";
import { groupBy, listed, shellWord } from "#lib/rules/shared/wording.ts";

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
  check({ fstab, names, mounts, storages, guests, identity, resolver, neighbours }) {
    const uses = serverUses({ fstab, mounts, storages }, names.nodeName);
    const servers = resolver?.nameservers ?? [];
    const dnsGuests = servers.flatMap(({ address }) => guestAt(address, guests, neighbours) ?? []);
    const dnsIsHere = servers.length > 0 && dnsGuests.length === servers.length;
    const impactOf = (use: ServerUse): Level => {
      if (dnsIsHere && use.when !== "by-hand") return 4;
      if (use.when === "boot" || use.when === "live") return 3;
      if (guests === undefined) return identity?.system === "linux" ? 2 : 3;
      return use.directory !== null && disksBelow(use.directory, guests, storages).length > 0 ? 3 : 2;
    };
    return [...groupBy(uses.filter(isByName), ({ server }) => server)].flatMap(([server, group]): Observation[] => {
      const live = liveAddresses(server, mounts);
      const entries = staticEntries(server, names);
      if (entries.some(({ address }) => live.length === 0 || live.some((real) => sameAddress(real, address)))) return [];
      const about = {
        subject: server,
        cite: [...entries, ...group, ...servers].map(({ at }) => at),
        likelihood: group.every(({ when }) => when === "by-hand") ? (2 as const) : (3 as const),
        impact: Math.max(...group.map(impactOf)) as Level,
        confidence: dnsIsHere ? ("inferred" as const) : ("confirmed" as const),
        remedy: remedyFor(server, live),
      };
      const [stale] = entries;
      if (stale !== undefined) {
        const title = `The hosts entry of ${server} is stale`;
        return [
          {
            ...about,
            title,
            observed: `/etc/hosts says ${stale.address}, the live mount uses ${listed(live)}`,
            expected: "one address in both",
          },
        ];
      }
      const asked = servers.length === 0 ? "" : `; only ${listed(servers.map(({ address }) => address))} can answer it`;
      const here = dnsIsHere ? `, guests of this host (${listed(dnsGuests.map(guestLabel))})` : "";
      const mdns = /\.local$/i.test(server) ? "; .local names are answered by mDNS" : "";
      return [
        {
          ...about,
          title: `${server} is mounted by name, so DNS must work before storage does`,
          observed: `${listed(group.map(({ where }) => where))}: ${server} is not in /etc/hosts${asked}${here}${mdns}`,
          expected: `an address, or ${server} in /etc/hosts with files before dns in nsswitch.conf`,
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

function isByName({ server }: ServerUse): boolean {
  return !isAddress(server) && !/^localhost(\.|$)/i.test(server);
}

function remedyFor(server: string, live: readonly string[]): Partial<Remedy> {
  const name = shellWord(server);
  const line = live[0] === undefined ? `the address that \`getent ahosts ${name}\` prints, and ${name}` : `\`${live[0]} ${server}\``;
  const steps = [`Add to /etc/hosts: ${line}`, "Have `files` before `dns` in the `hosts:` line of /etc/nsswitch.conf"];
  return { steps, verify: `getent -s hosts:files ahosts ${name}` };
}
