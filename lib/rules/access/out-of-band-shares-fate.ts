import { defineRule, NotApplicable } from "#lib/rules/rule.ts";
import { type Console, consolesByName, gatewayIsGuest, sharedNetwork } from "#lib/rules/shared/out-of-band.ts";

export const outOfBandSharesFate = defineRule({
  id: "access/out-of-band-shares-fate",
  title: "The console depends on what it is there to rescue",
  why: "The outage that takes SSH away takes the gateway, the name or the network of the console with it: then it is of no use on the one day it is needed.",
  scope: "host",
  scenarios: ["network-change", "dns-loss", "node-loss"],
  likelihood: 2,
  impact: 3,
  postmortems: ["guests-not-autostarted-2016"],
  references: ["ipmitool(1)"],
  needs: ["declared"],
  wants: ["bmcNetwork", "guests", "neighbours", "names"],
  check({ declared, bmcNetwork, guests, neighbours, names }) {
    const consoles = declared.filter((said): said is Console => said.kind === "out-of-band");
    const controller = bmcNetwork?.address != null ? bmcNetwork : undefined;
    if (consoles.length === 0 && !controller) throw new NotApplicable("no console of this host is known");
    // One console that stands alone is enough.
    if (consoles.some(({ sharesNetworkWithHost, by }) => sharesNetworkWithHost === false || by === "on-site-person")) return [];
    const shared = consoles.filter(({ sharesNetworkWithHost }) => sharesNetworkWithHost === true);
    return [
      ...shared.map(sharedNetwork),
      ...(controller ? gatewayIsGuest(controller, guests, neighbours) : []),
      ...consolesByName(consoles, names),
    ];
  },
  remedy: {
    steps: [
      "Put the console on a port and a switch of its own, behind a router that is no guest of this site",
      "Keep a local account on it and its address on paper",
    ],
    risk: "A management controller must not be open to an untrusted network.",
    verify: "ipmitool lan print 1",
  },
});
