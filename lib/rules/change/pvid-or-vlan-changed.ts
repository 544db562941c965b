import { defineRule, type Level, type Observation } from "#lib/rules/rule.ts";
import { peerFact } from "#lib/rules/shared/peers.ts";
import { groupBy, listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";
import { type BridgeChange, bridgeChanges } from "./parts/bridge-changes.ts";
import { factBefore } from "./parts/since.ts";

export const pvidOrVlanChanged = defineRule({
  id: "change/pvid-or-vlan-changed",
  title: "A bridge is not what it was: PVID, VLANs, filtering or its ports changed",
  why: "Nobody has confirmed the change. If it was not meant, the host or its guests lose their network with the next port that flaps, or have lost it already.",
  scope: "host",
  scenarios: ["network-change"],
  likelihood: 3,
  impact: 3,
  needs: ["before", "identity", "bridgeVlans"],
  wants: ["links"],
  check({ before, identity, bridgeVlans, links }): Observation[] {
    const was = { bridges: factBefore(before, identity, "bridgeVlans"), links: peerFact(before.baseline, "links") };
    const changes = bridgeChanges(was, { bridges: bridgeVlans, links });
    return [...groupBy(changes, ({ bridge, about }) => `${bridge} ${about}`).values()].flatMap(observe);
  },
  remedy: {
    steps: ["Was it meant? Then mark this state as good. If not, take it back from the console."],
    risk: "Taking it back over SSH can cut the host off.",
    verify: "bridge -compressvlans vlan show",
  },
  references: ["bridge(8)", "ip-link(8)"],
});

function observe(changes: readonly BridgeChange[]): Observation[] {
  const [first] = changes;
  if (first === undefined) return [];
  const { bridge, about } = first;
  const serious = about === "bridge" && changes.some(({ harmless }) => !harmless);
  return [
    {
      subject: bridge,
      key: about === "bridge" ? bridge : `${bridge} guests`,
      title:
        about === "bridge"
          ? `${bridge} changed: ${listed(
              changes.map(({ text }) => text),
              2,
            )}`
          : `Ports of guests on ${bridge} are in other VLANs than before`,
      observed: listed(
        changes.map(({ text }) => text),
        8,
      ),
      expected: "as before, or a change that somebody confirmed",
      cite: changes.flatMap(({ cite }) => cite).slice(0, maximumCites),
      impact: (serious ? 3 : 1) as Level,
      remedy: {
        steps: [
          `Compare with the configuration: \`bridge -compressvlans vlan show\` and \`ip -d link show dev ${shellWord(bridge)}\` against /etc/network/interfaces (netplan, NetworkManager).`,
          "Meant: mark this state as good. Not meant: take it back from the console, and ask who or what set it (`journalctl --since -7d`, hooks, configuration management).",
        ],
      },
    },
  ];
}
