import { watch } from "#lib/engine/drift/watch.ts";
import { groupBy } from "#lib/rules/shared/wording.ts";

const nameServers = watch({
  fact: "resolver",
  kind: "name server",
  group: "network",
  weight: 1,
  things: ({ nameservers }) =>
    nameservers.map(({ address, at }, index) => ({
      key: address,
      name: `DNS server ${address}`,
      says: { "asked as number": index + 1 },
      at: [at],
    })),
});

const lookUps = watch({
  fact: "resolver",
  kind: "resolver",
  group: "network",
  things: ({ search, options, stub, ignored, globalServers, fallbackServers, forwarders }) => [
    {
      key: "resolver",
      name: "resolver",
      says: {
        "search domains": search.join(" "),
        options,
        "asks through systemd-resolved": stub,
        "servers never asked": ignored.map(({ address }) => address),
        "servers for all links": globalServers.map(({ address }) => address),
        "fallback servers": fallbackServers.map(({ address }) => address),
        forwarders: forwarders?.map(({ address }) => address),
      },
      at: [...ignored, ...globalServers, ...fallbackServers, ...(forwarders ?? [])].map(({ at }) => at),
    },
  ],
});

const answers = watch({
  fact: "nameServerAnswers",
  kind: "answer",
  group: "network",
  weight: 1,
  comesAndGoes: true,
  things: (servers) =>
    servers.map((server) => ({
      key: server.address,
      name: `DNS server ${server.address}`,
      says: { answers: server.answers },
      at: [server.at],
    })),
});

/** By name, not by line: what matters is which address a name leads to. */
const hosts = watch({
  fact: "names",
  kind: "name",
  group: "network",
  things: (names) => {
    const pairs = names.hosts.flatMap((entry) => entry.names.map((name) => ({ name, address: entry.address, at: entry.at })));
    return [...groupBy(pairs, ({ name }) => name)].map(([name, alike]) => ({
      key: name,
      name: `name ${name} in /etc/hosts`,
      says: { leads: alike.map(({ address }) => `to ${address}`) },
      at: alike.map(({ at }) => at),
    }));
  },
});

const lookUpOrder = watch({
  fact: "names",
  kind: "names",
  group: "network",
  weight: 1,
  things: ({ nodeName, lookupOrder }) => [
    { key: "names", name: "names", says: { "own name": nodeName, "looked up in": lookupOrder.join(", ") }, at: [] },
  ],
});

export const nameWatches = [nameServers, lookUps, answers, hosts, lookUpOrder];
