import type { Section } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { CorosyncLink } from "#lib/facts/corosync-links.ts";
import { linesOf } from "./sections.ts";

/**
 * `corosync-cfgtool -s`: blocks "LINK ID 0 udp" (corosync 3) or "RING ID 0" (corosync 2) with an address, then a status line for the
 * whole link or a line for each node. Corosync 3.0 spells a node "nodeid  2:" or "node 0:" and its state as "link connected:1".
 */
export function parseCfgtool(section: Section): CorosyncLink[] {
  const lines = linesOf(section.text);
  const links: CorosyncLink[] = [];
  for (const [index, line] of lines.entries()) {
    const at = citeLine(section.source, lines, index);
    const head = /^(?:LINK|RING) ID (\d{1,3})\b/.exec(line);
    if (head) {
      links.push({ link: Number(head[1]), address: null, healthy: true, peers: [], at });
      continue;
    }
    const link = links.at(-1);
    if (link === undefined) continue;
    const pair = /^\s*(addr|id|status)\s*=\s*(.*)$/.exec(line);
    if (pair?.[1] === "status") Object.assign(link, statusOf(pair[2] ?? ""), { at });
    else if (pair?.[2]) link.address = pair[2].trim();
    const node = /^\s*node(?:id:?)?\s+(\d{1,10}):\s*(.*)$/.exec(line);
    const connected = node ? isConnected(node[2] ?? "") : null;
    if (node && connected !== null) link.peers.push({ nodeId: Number(node[1]), connected, at });
  }
  if (links.length === 0) throw new Error(`${section.source} tells of no link`);
  return links;
}

/** "ring 0 active with no faults", "OK", or the complaint of corosync 2. */
function statusOf(text: string): { healthy: boolean } {
  return { healthy: !/fault(y|ed)\b|\bdown\b|disconnected/i.test(text.replace("no faults", "")) };
}

/** Null for this node itself and for what the tool could not tell. */
function isConnected(text: string): boolean | null {
  const flag = /link connected:([01])/.exec(text)?.[1];
  if (flag !== undefined) return flag === "1";
  const word = /^(dis)?connected\b/.exec(text.trim());
  return word === null ? null : word[1] === undefined;
}
