import { nodeOf } from "#lib/graph/indexed.ts";
import { defineRule } from "#lib/rules/rule.ts";
import { listed, shellWord } from "#lib/rules/shared/wording.ts";
import { citesOf, isMachine, namesOf, settled, viewOf, weakest } from "./parts/fleet-view.ts";
import { nameCycles } from "./parts/name-cycles.ts";
import { ringWords } from "./parts/ring-words.ts";

export const dnsMountCycle = defineRule({
  id: "cascade/dns-mount-cycle",
  title: "Storage is mounted by a name whose DNS server needs that storage to start",
  why: "After a power cut the hosts wait for the name, the DNS server waits for its disk or its host, and neither comes: somebody has to break the ring by hand, without DNS.",
  scope: "fleet",
  scenarios: ["power-loss", "reboot", "dns-loss"],
  likelihood: 3,
  impact: 4,
  postmortems: ["kvm-pair-panic-reboot"],
  references: ["nfs(5)", "systemd.mount(5)"],
  needs: ["graph"],
  check({ graph }) {
    const view = viewOf(graph);
    const found = nameCycles(view).map(({ name, waiting, others, guessed, ring, hosts }) => {
      const servers = namesOf(view, waiting);
      const rest = namesOf(view, others);
      const all = rest.length === 0 || guessed.length > 0;
      const [machine = name.name] = ring
        .flatMap(({ from }) => from.map(({ node }) => nodeOf(view, node)))
        .filter(isMachine)
        .reverse()
        .map((one) => one.name);
      return {
        subject: name.name,
        key: name.id,
        title: `${machine} answers for ${name.name}, and does not start before ${name.name} is mounted`,
        observed: [
          `ring: ${ringWords(view, ring)}`,
          guessed.length > 0
            ? `${listed(rest)} ${rest.length === 1 ? "is" : "are"} probably ${listed(guessed)}, which wait${guessed.length === 1 ? "s" : ""} too`
            : all
              ? `every DNS server that ${listed(hosts)} ask${hosts.length === 1 ? "s" : ""} is in it`
              : `${listed(servers)} in it; where ${listed(rest)} runs is not known`,
        ].join("; "),
        expected: "the name in the hosts file of every host that mounts by it, or a DNS server outside the ring",
        cite: citesOf(ring.flatMap(({ evidence }) => evidence)),
        impact: all ? (4 as const) : (2 as const),
        confidence: guessed.length > 0 ? ("suspected" as const) : weakest(ring.map(({ confidence }) => confidence)),
        remedy: {
          steps: [
            `Cheapest first: put the address of ${name.name} into /etc/hosts of ${listed(hosts, 12)}`,
            "Then move the disks of the DNS servers to local storage, one server at a time",
            "Then add a DNS server outside: on the router, the switch, the NAS itself",
          ],
          verify: `getent -s files hosts ${shellWord(name.name)}`,
        },
      };
    });
    return settled(view, found, ["fstab", "mounts", "resolver", "guests", "names"]);
  },
  remedy: {
    steps: ["Put the storage server into /etc/hosts of every host that mounts from it by name"],
    risk: "A line in the hosts file outlives a move of the server: note it where the server's address is kept. Move the disk of a running DNS server only while another one answers.",
    verify: "getent -s files hosts",
  },
});
