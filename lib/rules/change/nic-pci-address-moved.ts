import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { groupBy, listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";
import { movedCards, riskOf } from "./parts/moved-cards.ts";
import { factBefore } from "./parts/since.ts";

export const nicPciAddressMoved = defineRule({
  id: "change/nic-pci-address-moved",
  title: "A network card sits at another PCI address than before, or has another name",
  why: "Names such as ens3 and enp4s0 are made from the place of the card. Where it moves, its name goes with it, and a configuration that asks for the old one finds nothing.",
  scope: "host",
  scenarios: ["reboot", "power-loss"],
  likelihood: 3,
  impact: 3,
  needs: ["before", "identity", "links"],
  wants: ["networkConfig"],
  check({ before, identity, links, networkConfig }): Observation[] {
    const moved = movedCards(factBefore(before, identity, "links"), links);
    const judged = moved.map((card) => ({ card, risk: riskOf(card, links, networkConfig) }));
    return [...groupBy(judged, ({ risk }) => risk.join())].flatMap(([key, group]) => {
      const [first] = group;
      if (first === undefined) return [];
      const [likelihood, impact] = first.risk;
      const cards = group.map(({ card }) => card);
      return [
        {
          subject: listed(cards.map(({ now }) => now.name)),
          key: key === "1,1" ? "pinned cards" : "cards",
          title: `${listed(cards.map(({ before: was, now }) => (was.name === now.name ? `${now.name} moved to another PCI address` : `${was.name} is ${now.name} now`)))}`,
          observed: listed(
            cards.map(
              ({ mac, before: was, now }) => `${mac}: ${was.pciAddress} as ${was.name} before, ${now.pciAddress} as ${now.name} now`,
            ),
            8,
          ),
          expected: "the same place and name, or a name that is bound to the MAC address",
          cite: cards.flatMap(({ before: was, now }) => [was.at, now.at]).slice(0, maximumCites),
          likelihood,
          impact,
          confidence: networkConfig === undefined ? "inferred" : "confirmed",
          remedy: {
            steps: [
              ...cards
                .slice(0, 4)
                .map(
                  ({ mac, now }) =>
                    `Bind the name of ${now.name} to its address: /etc/systemd/network/10-${shellWord(now.name)}.link with \`[Match] MACAddress=${mac} Type=ether\` and \`[Link] Name=\` and a name of your own`,
                ),
              "On Proxmox VE 9 `pve-network-interface-pinning generate` writes these files and the configuration.",
              "`update-initramfs -u -k all`, then look at every place that names the card: bridges, bonds, VLANs, firewall.",
            ],
          },
        },
      ];
    });
  },
  remedy: {
    steps: ["Bind the card's name to its MAC address before the next boot."],
    risk: "A new name must be changed everywhere at once: have the console open.",
    verify: "ip -br link; networkctl --no-pager list",
  },
  postmortems: ["vps-nic-renamed-by-display-removal"],
  references: ["systemd.net-naming-scheme(7)", "systemd.link(5)"],
});
