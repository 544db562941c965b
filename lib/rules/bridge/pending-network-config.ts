import type { Cite } from "#lib/facts/cite.ts";
import { defineRule } from "#lib/rules/rule.ts";
import { listed, maximumCites } from "#lib/rules/shared/wording.ts";

export const pendingNetworkConfig = defineRule({
  id: "bridge/pending-network-config",
  title: "A change of the network is saved and not applied",
  why: "Proxmox VE puts /etc/network/interfaces.new in force at the next boot without a question: an edit of months ago then changes the network of every guest on the night of an unrelated reboot.",
  scope: "host",
  scenarios: ["reboot", "power-loss"],
  likelihood: 3,
  impact: 3,
  needs: ["networkConfig"],
  check({ networkConfig }) {
    const { pending, pendingAdded, pendingRemoved } = networkConfig;
    if (pending === null) return [];
    const changes = [...pendingRemoved.map((line) => `- ${line.text.trim()}`), ...pendingAdded.map((line) => `+ ${line.text.trim()}`)];
    const isOrderOnly = changes.length === 0;
    return [
      {
        subject: pending.source,
        title: isOrderOnly
          ? "A copy of the network configuration waits for the next boot"
          : "A change of the network waits for the next boot",
        observed: isOrderOnly
          ? `${pending.source} has the same lines in another order, or other comments`
          : `${pending.source}: ${listed(changes, 8)}`,
        expected: "no such file, or edits that are applied",
        cite: [pending, ...pendingRemoved, ...pendingAdded].filter(isFirstOf).slice(0, maximumCites),
        ...(isOrderOnly ? ({ likelihood: 2, impact: 2 } as const) : {}),
      },
    ];
  },
  remedy: {
    steps: [
      "See what it would change: `diff /etc/network/interfaces /etc/network/interfaces.new`.",
      'Wanted: with the console open, node, Network, "Apply Configuration". Not wanted: "Revert" there, or delete the file.',
    ],
    risk: "Applying it is the change itself: it can cut the host and its guests off.",
    verify: "grep -c . /etc/network/interfaces.new",
  },
  references: ["https://pve.proxmox.com/pve-docs/chapter-sysadmin.html#sysadmin_network_configuration"],
});

function isFirstOf(cite: Cite, index: number, all: readonly Cite[]): boolean {
  return all.findIndex((one) => one.source === cite.source && one.line === cite.line) === index;
}
