import { defineRule } from "#lib/rules/rule.ts";
import { shellWord } from "#lib/rules/shared/wording.ts";

export const macNotFixed = defineRule({
  id: "bridge/mac-not-fixed",
  title: "A bridge asks DHCP with a MAC address that follows its ports",
  why: "A bridge without an address of its own takes that of a port. Another card, or another order of ports, and the DHCP server sees a stranger: the host comes up at another address than the one that is reserved for it.",
  scope: "host",
  scenarios: ["reboot", "power-loss", "hardware-fault"],
  likelihood: 2,
  impact: 2,
  needs: ["networkConfig", "links"],
  check({ networkConfig, links }) {
    // NetworkManager and systemd give a bridge an address that they work out from its name, and keep.
    const borrowed = networkConfig.interfaces.filter(
      (one) => one.kind === "bridge" && one.dhcp && one.mac === null && ["ifupdown", "network-scripts"].includes(one.manager),
    );
    return borrowed.flatMap((one) => {
      const link = links.find(({ name, kind }) => name === one.name && kind === "bridge");
      const lender = links.find(({ master, mac }) => master === one.name && mac === link?.mac);
      if (link?.mac == null) return [];
      return [
        {
          subject: one.name,
          title: `${one.name} gets its address by DHCP, and its MAC address from ${lender?.name ?? "a port"}`,
          observed: `${one.at.source} gives ${one.name} DHCP and no hwaddress; its MAC is ${link.mac}${lender === undefined ? "" : `, that of ${lender.name}`}`,
          expected: "hwaddress in the configuration, or a static address",
          cite: [one.at, link.at],
          remedy: {
            steps: [
              `Below \`iface ${one.name}\` in ${one.at.source}: \`hwaddress ${link.mac}\`, so that it keeps what the DHCP server knows. A hypervisor is better off with a static address.`,
            ],
            verify: `cat /sys/class/net/${shellWord(one.name)}/address`,
          },
        },
      ];
    });
  },
  remedy: {
    steps: ["Give the bridge a MAC address in the configuration."],
    risk: "None while it is the address that the bridge has already.",
    verify: "ip link show",
  },
  references: ["interfaces(5)", "bridge(8)"],
});
