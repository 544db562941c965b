import { defineRule, NotApplicable } from "#lib/rules/rule.ts";
import { answersTo, boundName, cardsOf, lastingMac, pinOf, portsNeeded } from "#lib/rules/shared/nic-names.ts";
import { isContainer } from "#lib/rules/shared/systems.ts";
import { listed } from "#lib/rules/shared/wording.ts";
import { addressed } from "./parts/missing-names.ts";

export const legacyEthxWithManyNics = defineRule({
  id: "nic/legacy-ethx-with-many-nics",
  title: "Several cards have the kernel's names eth0, eth1, in the order in which drivers find them",
  why: "Another kernel or a slower card changes the order, and the uplinks swap: the host stands in the wrong network although every cable is in its place.",
  scope: "host",
  scenarios: ["reboot", "power-loss", "hardware-fault"],
  likelihood: 2,
  impact: 3,
  needs: ["networkConfig", "links"],
  wants: ["identity"],
  check({ networkConfig, links, identity }) {
    if (identity && isContainer(identity)) throw new NotApplicable("a container: its host names the interfaces");
    const isPinned = (name: string, mac: string | null) =>
      pinOf(name, mac, networkConfig.pins) !== undefined ||
      networkConfig.interfaces.some(
        (one) => one.matchMac !== null && (one.setName ?? one.name) === name && (mac === null || one.matchMac.toLowerCase() === mac),
      );
    const loose = cardsOf(links).filter((card) => /^eth\d+$/.test(card.name) && !isPinned(card.name, lastingMac(card, links)));
    const uses = networkConfig.interfaces.filter((one) => addressed(one) && loose.some((card) => answersTo(card, boundName(one) ?? "")));
    const ports = portsNeeded(networkConfig).filter(({ name }) => loose.some((card) => answersTo(card, name)));
    if (loose.length < 2 || uses.length + ports.length === 0) return [];
    const names = listed(loose.map(({ name }) => name));
    return [
      {
        subject: names,
        key: "eth names",
        title: `${names} may swap their names at a boot`,
        observed: `${names} are tied to no MAC address${networkConfig.kernelNames ? "; net.ifnames=0 on the kernel's command line" : ""}; ${listed([...new Set([...ports.map(({ by }) => by.name), ...uses.map(({ name }) => name)])])} build on them`,
        expected: "a .link file or a udev rule with the MAC address of each card",
        cite: [...uses.map(({ at }) => at), ...ports.map(({ by }) => by.at), ...loose.map(({ at }) => at)].slice(0, 12),
        // The cards of a virtual machine come in the order of its definition.
        ...(identity?.virtualization && identity.virtualization !== "none" ? ({ impact: 2 } as const) : {}),
        remedy: {
          steps: [
            ...loose.map(
              (card) =>
                `\`/etc/systemd/network/10-${card.name.replace("eth", "lan")}.link\`: \`[Match]\` \`PermanentMACAddress=${lastingMac(card, links) ?? "MAC"}\` \`Type=ether\`, \`[Link]\` \`Name=${card.name.replace("eth", "lan")}\`.`,
            ),
            "Use the new names in the configuration, then `update-initramfs -u -k all` and a reboot with the console open. Names of the kernel's own kind (eth0) cannot be given this way without a race.",
          ],
        },
      },
    ];
  },
  remedy: {
    steps: ["Give each card a name by its MAC address."],
    risk: "A renamed card needs every reference changed, and shows only at the next boot: console ready.",
    verify: "networkctl list",
  },
  references: ["systemd.link(5)", "systemd.net-naming-scheme(7)"],
});
