import type { Guest } from "#lib/facts/guests.ts";
import { defineRule } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { rolesOf } from "#lib/rules/shared/guest-roles.ts";
import { listed, shellWord } from "#lib/rules/shared/wording.ts";

export const twoDefaultGateways = defineRule({
  id: "guests/two-default-gateways",
  title: "A guest has two default gateways",
  why: "Which of the two routes wins is left to chance at each start, and answers leave by another way than questions came: connections through a firewall then die, often only after the next restart.",
  scope: "guest",
  scenarios: ["guest-restart", "network-change", "reboot", "power-loss"],
  likelihood: 3,
  impact: 2,
  needs: ["guests"],
  wants: ["resolver", "routes", "neighbours"],
  check({ guests, ...roles }) {
    const roleOf = rolesOf(guests, roles);
    const pairs = guests.flatMap((guest) =>
      guest.template ? [] : ([4, 6] as const).map((family) => ({ guest, family, nics: withGateway(guest, family) })),
    );
    return pairs
      .filter(({ nics }) => nics.length > 1)
      .map(
        ({ guest, family, nics }) =>
          ({
            subject: guestLabel(guest),
            key: `${guest.id} IPv${family}`,
            title: `${guestLabel(guest)} has ${nics.length} cards that each set a default gateway`,
            observed: listed(nics.map(({ nic, gateway }) => `${nic.slot} on ${nic.bridge ?? "no bridge"}: gw ${gateway}`)),
            expected: "a gateway on one card, and routes to the other networks on the rest",
            cite: nics.map(({ nic }) => nic.at),
            impact: roleOf(guest) === undefined ? 2 : 3,
            remedy: {
              steps: [
                `Decide which card of ${guestLabel(guest)} leads out, and take the gateway off the other one: \`${guest.platform === "lxc" ? "pct" : "qm"} config ${shellWord(guest.id)}\` shows the lines.`,
                "What must go by the second card gets a route of its own inside the guest.",
              ],
              verify: `${guest.platform === "lxc" ? "pct" : "qm"} config ${shellWord(guest.id)}`,
            },
          }) as const,
      );
  },
  remedy: {
    steps: ["Leave one gateway."],
    risk: "The guest is cut off from those that reached it by the other way: look at its open connections first.",
    verify: "ip route show default",
  },
  postmortems: ["two-default-gateways"],
  references: ["pct.conf(5)", "ip-route(8)"],
});

function withGateway(guest: Guest, family: 4 | 6) {
  return guest.nics.flatMap((nic) => {
    const gateway = nic.gateways.find((one) => one.includes(":") === (family === 6));
    return gateway === undefined || nic.linkDown ? [] : [{ nic, gateway }];
  });
}
