import { defineRule } from "#lib/rules/rule.ts";
import { counted, listed } from "#lib/rules/shared/wording.ts";
import { sharedDns } from "./parts/common-fate.ts";
import { citesOf, namesOf, needsOf, placesOf, settled, viewOf, weakest } from "./parts/fleet-view.ts";

export const allDnsOnOneHost = defineRule({
  id: "cascade/all-dns-on-one-host",
  title: "Every DNS server that hosts ask goes down with one machine",
  why: "A second server that shares host or storage with the first is no second: one reboot, and no name is answered, those needed for the repair included.",
  scope: "fleet",
  scenarios: ["node-loss", "dns-loss"],
  likelihood: 3,
  impact: 3,
  postmortems: ["kvm-pair-panic-reboot", "nic-added-zfs-quorum"],
  references: ["resolv.conf(5)"],
  needs: ["graph"],
  check({ graph }) {
    const view = viewOf(graph);
    const found = sharedDns(view).map(({ device, servers, clients }) => {
      const places = servers.flatMap((server) => placesOf(view, server));
      const asking = clients
        .flatMap((client) => needsOf(view, client))
        .filter(({ from }) => from.some(({ node }) => servers.includes(node)));
      const where = places.map(({ machine, need }) => `${namesOf(view, [need.node]).join()} is ${machine.name}`);
      return {
        subject: device.name,
        key: device.id,
        title: `Without ${device.name} no name is answered: ${servers.length === 1 ? "the only DNS server" : `all ${servers.length} DNS servers`} of ${counted(clients.length, "host")} ${servers.length === 1 ? "goes" : "go"} with it`,
        observed: `${listed(where)}; asked by ${listed(namesOf(view, clients))}`,
        expected: "one DNS server that stays up when this machine does not",
        cite: citesOf([...places.map(({ need }) => need), ...asking].flatMap(({ evidence }) => evidence)),
        confidence: weakest(places.map(({ need }) => need.confidence)),
        remedy: {
          steps: [
            servers.length === 1
              ? "Run a second DNS server on another host and another storage, and enter it on every host"
              : `Move one of the servers away from ${device.name}, host and disk`,
            "Keep them apart with an anti-affinity rule where the cluster has HA",
            "Add a resolver on the router or switch as the last of the list",
          ],
        },
      };
    });
    return settled(view, found, ["resolver", "guests", "neighbours"]);
  },
  remedy: {
    steps: ["Move one DNS server to another host and storage, or add one outside"],
    risk: "While a server moves its names are not answered there: check first that the other one answers.",
    verify: "resolvectl status || cat /etc/resolv.conf",
  },
});
