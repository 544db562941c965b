import { defineRule, Undecidable } from "#lib/rules/rule.ts";
import { cardsOf } from "#lib/rules/shared/nic-names.ts";
import { listed } from "#lib/rules/shared/wording.ts";
import { stalePins } from "./parts/mac-pins.ts";

export const macPinStale = defineRule({
  id: "nic/mac-pin-stale",
  title: "The configuration asks for a MAC address that no card has",
  why: "A card was replaced, or the machine was made anew with another address. At the next boot the match finds nothing, and the network that hangs on it does not come up.",
  scope: "host",
  scenarios: ["reboot", "power-loss", "guest-restart", "hardware-fault"],
  likelihood: 3,
  impact: 3,
  needs: ["networkConfig", "links"],
  wants: ["bonds"],
  check({ networkConfig, links, bonds }) {
    const { stale, hidden } = stalePins(networkConfig, links, bonds ?? []);
    if (stale.length > 0 && hidden.length > 0)
      throw new Undecidable(`the kernel does not tell the burnt-in address of ${listed(hidden.map(({ name }) => name))}, ports of a bond`);
    const cards = cardsOf(links).map(({ name, permanentMac, mac }) => `${name} ${permanentMac ?? mac ?? "without address"}`);
    return stale.map(({ mac, name, at, use, weight }) => ({
      subject: name,
      key: mac,
      title: `${name} is tied to ${mac}, which no card here has`,
      observed: `${at.source} asks for ${mac}${use === null ? "" : `, and ${use}`}; cards here: ${listed(cards)}`,
      expected: "the MAC address of a card that is there",
      cite: [
        at,
        ...cardsOf(links)
          .slice(0, 6)
          .map((card) => card.at),
      ],
      ...weight,
      remedy: {
        steps: [
          `Find the card that ${name} is meant for among ${listed(cards)}, and put its address in place of ${mac} in ${at.source}.`,
          "Have the console open: a reboot proves it, and a mistake leaves the machine without network.",
        ],
      },
    }));
  },
  remedy: {
    steps: ["Put the address of the card that is there into the match."],
    risk: "A mistake leaves the machine without network at the next boot: console ready.",
    verify: "ip -br link",
  },
  references: ["netplan(5)", "systemd.link(5)", "nm-settings-nmcli(5)"],
});
