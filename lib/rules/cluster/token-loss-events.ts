import type { CorosyncEvents } from "#lib/facts/corosync-links.ts";
import { defineRule, type Level } from "#lib/rules/rule.ts";
import { clusterName } from "#lib/rules/shared/votes.ts";
import { listed, maximumCites } from "#lib/rules/shared/wording.ts";

type Event = CorosyncEvents["events"][number];

/** Single retransmits are the protocol at work; so many within ten minutes are a network that loses packets. */
const retransmitBurst = 20;
const windowDays = 14;
const dayMs = 86_400_000;

export const tokenLossEvents = defineRule({
  id: "cluster/token-loss-events",
  title: "Corosync lost its token or a link within the last 14 days",
  why: "The network between the nodes drops or delays packets. The next time it lasts longer, the votes are gone and nodes with HA guests reset themselves.",
  scope: "cluster",
  scenarios: ["network-change"],
  likelihood: 4,
  impact: 3,
  needs: ["corosyncEvents"],
  wants: ["clusterConfig"],
  check({ corosyncEvents, clusterConfig }, now) {
    const recent = corosyncEvents.events.filter((event) => isTelling(event) && isRecent(event, now));
    if (recent.length === 0) return [];
    const lost = recent.filter(({ kind }) => kind !== "link-down");
    const total = recent.reduce((sum, event) => sum + event.count, 0);
    return [
      {
        subject: clusterName(clusterConfig, undefined),
        key: "token",
        title: lost.length > 0 ? "Corosync lost its token within the last 14 days" : "Links of corosync went down within the last 14 days",
        observed: listed(recent.map(describe), 6),
        expected: "no lost token and no link that goes down",
        cite: recent.slice(0, maximumCites).map((event) => event.at),
        impact: (total > 1 ? 3 : 2) as Level,
        remedy: {
          steps: [
            "`journalctl -u corosync --since -14d --no-pager | grep -E 'TOTEM|KNET'`: at what time of day? Compare with backups, migrations and switch changes.",
            "`ip -s link`: errors and drops of the cards that corosync uses; then cable, switch port, flow control, MTU.",
            "Move corosync to a network of its own, or add a second link.",
          ],
        },
      },
    ];
  },
  remedy: {
    steps: ["Find what fills or cuts the network at those times."],
    risk: "A larger `token:` hides the loss and delays every fail-over.",
    verify: "journalctl -u corosync --since -1d --no-pager",
  },
  postmortems: ["pve-self-fence-unseen-nine-hours"],
  references: ["corosync.conf(5)"],
});

function isTelling({ kind, mostInTenMinutes }: Event): boolean {
  return kind !== "retransmit" || mostInTenMinutes > retransmitBurst;
}

function isRecent({ lastAt }: Event, now: Date): boolean {
  return lastAt === null || now.getTime() - Date.parse(lastAt) <= windowDays * dayMs;
}

/** How often, roughly: the very number would change the finding with every packet. */
function describe({ kind, subject, count }: Event): string {
  const often = count === 1 ? "once" : count < 10 ? `${count} times` : "10 times or more";
  if (kind === "link-down") return `${subject ?? "a link"} down ${often}`;
  if (kind === "retransmit") return `more than ${retransmitBurst} retransmits within 10 minutes`;
  return kind === "token-lost" ? `token not received ${often}` : `a processor failed ${often}`;
}
