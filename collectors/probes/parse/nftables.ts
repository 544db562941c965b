import type { Section } from "#collectors/probe.ts";
import type { CephPorts } from "#lib/facts/ceph.ts";
import type { Cite } from "#lib/facts/cite.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { integerOf, listOf } from "./escapes.ts";
import { linesOf } from "./sections.ts";

type Chain = CephPorts["filters"][number];
const allPorts = { from: 0, to: 65_535 };

/**
 * Input chains of `nft list ruleset` (nft(8)) that drop what no rule accepts, with the TCP ports that their rules accept. A rule whose reach
 * the text alone does not tell (a jump, a set, an extension of iptables) counts as accepting every port, so that no chain looks stricter than it is.
 */
export function droppingChains(section: Section): Chain[] {
  const lines = linesOf(section.text);
  const chains: (Chain & { drops: boolean; isInput: boolean })[] = [];
  let open: (typeof chains)[number] | null = null;
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    const at = citeLine(section.source, lines, index);
    const name = /^chain (\S+) \{$/.exec(line)?.[1];
    if (name !== undefined) {
      open = { chain: name, accepted: [], at, drops: false, isInput: false };
      chains.push(open);
    } else if (line === "}") open = null;
    else if (open !== null) takeRule(open, line, at);
  }
  return chains.filter((chain) => chain.isInput && chain.drops).map(({ chain, accepted, at }) => ({ chain, accepted, at }));
}

function takeRule(chain: Chain & { drops: boolean; isInput: boolean }, line: string, at: Cite): void {
  if (/^type filter hook input\b/.test(line)) {
    chain.isInput = true;
    if (/policy drop;/.test(line)) Object.assign(chain, { drops: true, at });
  } else if (/^(counter( packets \d+ bytes \d+)? )?(drop|reject\b.*)$/.test(line)) Object.assign(chain, { drops: true, at });
  else for (const range of acceptedBy(line)) chain.accepted.push({ ...range, at });
}

/** The ports that a rule accepts for new connections from elsewhere. */
function acceptedBy(line: string): { from: number; to: number }[] {
  if (/\b(jump|goto|queue)\b|# xt_|@\S/.test(line)) return [allPorts];
  if (!/\baccept\b/.test(line) || /\bct state\b(?!.*\bnew\b)|\bii?f(name)? "?lo"?\b|icmp|^udp |\budp dport\b/.test(line)) return [];
  if (!/\bdport\b/.test(line)) return /\bsport\b/.test(line) ? [] : [allPorts];
  const ports = /\bdport (?:\{ ?([^}]*)\}|(\S+))/.exec(line);
  const items = listOf(ports?.[1] ?? ports?.[2] ?? "");
  const ranges = items.map((item) => item.split("-").map((text) => integerOf(text)));
  return ranges.flatMap(([from, to = from]) => (from == null || to == null ? [allPorts] : [{ from, to }]));
}
