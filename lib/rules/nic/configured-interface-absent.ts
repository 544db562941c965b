import type { ConfiguredInterface } from "#lib/facts/network-config.ts";
import { defineRule } from "#lib/rules/rule.ts";
import { cardsOf } from "#lib/rules/shared/nic-names.ts";
import { groupBy, listed } from "#lib/rules/shared/wording.ts";
import { addressed, isOnlyAddress, missingNames, unnamedCards } from "./parts/missing-names.ts";

export const configuredInterfaceAbsent = defineRule({
  id: "nic/configured-interface-absent",
  title: "The configuration names an interface that does not exist",
  why: "What is built on it does not come up at the next boot. Often the card is there under another name.",
  scope: "host",
  scenarios: ["reboot", "power-loss"],
  likelihood: 4,
  impact: 3,
  needs: ["networkConfig", "links"],
  check({ networkConfig, links }) {
    const spare = unnamedCards(networkConfig, links);
    return [...groupBy(missingNames(networkConfig, links), (missing) => missing.name)].flatMap(([name, all]) => {
      const missing = all.find((one) => one.isPort) ?? all.find((one) => addressed(one.by)) ?? all[0];
      if (missing === undefined) return [];
      const { by, isPort } = missing;
      const grave = isPort || (addressed(by) && isOnlyAddress(by, networkConfig, links));
      return {
        subject: name,
        title: isPort ? `${by.name} is built on ${name}, which does not exist` : `${name} is configured and does not exist`,
        observed: `${by.at.source} names ${name}; cards here: ${listed(cardsOf(links).map((card) => card.name))}; without configuration: ${listed(spare)}`,
        expected: `a device named ${name}, or the name of the card that took its place`,
        cite: [by.at],
        impact: grave ? 3 : 1,
        remedy: { steps: steps(name, by, spare) },
      } as const;
    });
  },
  remedy: {
    steps: ["Correct the name, or tie the configuration to the MAC address of the card."],
    risk: "A wrong name here leaves the host without network at the next boot: have the console open.",
    verify: "ip -br link",
  },
  postmortems: ["vps-nic-renamed-by-display-removal"],
  references: ["interfaces(5)", "netplan(5)"],
});

function steps(name: string, by: ConfiguredInterface, spare: readonly string[]): string[] {
  const candidate =
    spare.length === 1
      ? `${spare[0]} is the only card without configuration: most likely it is the one.`
      : "Find the card by its MAC address: `ip -br link`.";
  return [
    candidate,
    `Then correct ${name} in ${by.at.source} line ${by.at.line}, better as a match on the MAC address, and have the console open at the next boot.`,
  ];
}
