import type { Addresses } from "#lib/facts/addresses.ts";
import type { ClusterConfig } from "#lib/facts/cluster.ts";
import type { CorosyncLinks } from "#lib/facts/corosync-links.ts";
import type { Facts } from "#lib/facts/index.ts";
import type { Level, Observation } from "#lib/rules/rule.ts";
import { listed } from "#lib/rules/shared/wording.ts";
import { nodeName } from "./corosync-addresses.ts";
import { underlyingCards } from "./underlying-cards.ts";

/** Links that do not reach a node which is there over another one. A node that is away altogether takes no link down. */
export function downLinks(
  config: ClusterConfig,
  links: CorosyncLinks | undefined,
  status: Facts["clusterStatus"] | undefined,
  subject: string,
): Observation[] {
  const alive = new Set([
    ...(links ?? []).flatMap((link) => link.peers.filter((peer) => peer.connected).map((peer) => peer.nodeId)),
    ...(status?.members ?? []).map((member) => member.nodeId),
  ]);
  return (links ?? []).flatMap((link) => {
    const lost = link.peers.filter((peer) => !peer.connected && alive.has(peer.nodeId));
    if (lost.length === 0 && link.healthy) return [];
    const names = lost.map((peer) => nodeName(config, peer.nodeId));
    return [
      {
        subject,
        key: `link ${link.link}`,
        title: `Corosync's link ${link.link} is down: the cluster hangs on what is left`,
        observed: `link ${link.link}${link.address === null ? "" : ` (${link.address})`}: ${names.length === 0 ? link.at.text.trim() : `no connection to ${listed(names)}`}`,
        expected: "every link connected to every node that is up",
        cite: [link.at, ...lost.map((peer) => peer.at)],
        likelihood: 4 as Level,
        remedy: {
          steps: [`Follow link ${link.link} from here: cable and switch port of its card, address, firewall (UDP 5405 and following).`],
        },
      },
    ];
  });
}

/** Several links through one and the same card (VLANs of it) end together. */
export function sharedCard(own: Addresses, links: Facts["links"], subject: string): Observation[] {
  const cards = own.map((entry) => underlyingCards(entry.interface, links));
  const [first = []] = cards;
  if (own.length < 2 || first.length === 0 || cards.some((one) => one.join() !== first.join())) return [];
  return [
    {
      subject,
      key: "cards",
      title: `All ${own.length} links of corosync run through ${listed(first)}`,
      observed: listed(own.map((entry) => `${entry.address} on ${entry.interface}`)),
      expected: "links on different cards and switches",
      cite: own.map((entry) => entry.at),
      likelihood: first.length > 1 ? 1 : 2,
      confidence: "inferred",
    },
  ];
}
