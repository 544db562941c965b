import { defineRule, type Observation, Undecidable } from "#lib/rules/rule.ts";
import { listed, maximumCites, shellWord, uniqueBy } from "#lib/rules/shared/wording.ts";
import { type Drift, driftsOf } from "./parts/config-drift.ts";

export const runtimeConfigDrift = defineRule({
  id: "bridge/runtime-config-drift",
  title: "The network runs otherwise than it is configured",
  why: "Somebody changed it by hand, or wrote a file and did not apply it. The next reboot, or the next reload for another reason, brings the stored state: for every guest at once, and with nobody prepared.",
  scope: "host",
  scenarios: ["reboot", "network-change", "power-loss"],
  likelihood: 3,
  impact: 3,
  needs: ["networkConfig", "links"],
  wants: ["bridgeVlans", "addresses", "routes", "bonds"],
  check({ networkConfig, ...running }) {
    if (networkConfig.interfaces.every(({ kind }) => kind === "loopback"))
      throw new Undecidable("the files that were read configure no interface");
    return driftsOf(networkConfig, running).map(({ configured, link, drifts }): Observation => {
      const carriesGuests = link.kind === "bridge" || running.links.some(({ name, kind }) => name === link.master && kind === "bridge");
      const isGrave = drifts.some((drift) => drift.isGrave) && (carriesGuests || drifts.some(({ item }) => item === "gateway"));
      return {
        subject: link.name,
        title: `${link.name} runs otherwise than configured: ${listed(uniqueBy(drifts, ({ item }) => item).map(({ item }) => item))}`,
        observed: listed(drifts.map(describe)),
        expected: `what ${configured.at.source} says, or a file that says what runs`,
        cite: [configured.at, ...drifts.map(({ at }) => at)].slice(0, maximumCites),
        confidence: "inferred",
        impact: isGrave ? 3 : 2,
        remedy: {
          steps: [
            `Decide which of the two is meant for ${link.name}: ${listed(drifts.map(describe))}.`,
            `Running state meant: write it into ${configured.at.source}. File meant: apply it in a maintenance window, with the console open.`,
          ],
          verify: `ip -d link show dev ${shellWord(link.name)}; ip address show dev ${shellWord(link.name)}`,
        },
      };
    });
  },
  remedy: {
    steps: ["Write the state that is meant into the configuration."],
    risk: "Applying a network configuration can cut the host and its guests off: console open, in a maintenance window.",
    verify: "ip -d link; bridge vlan show",
  },
  references: ["interfaces(5)", "nm-settings-nmcli(5)", "systemd.network(5)"],
});

function describe({ item, configured, running }: Drift): string {
  return `${item}: configured ${configured}, running ${running}`;
}
