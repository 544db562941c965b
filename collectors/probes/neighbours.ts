import { z } from "zod";
import type { Section } from "#collectors/probe.ts";
import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { Neighbours } from "#lib/facts/neighbours.ts";
import { jsonElements, wordAfter, wordsOf } from "./parse/iproute.ts";
import { isMissing } from "./parse/presence.ts";
import { firstSuccess, linesOf } from "./parse/sections.ts";

/** The neighbour table, both families, by ip-neighbour(8); where there is no `ip`, IPv4 alone from proc_net_arp. */
export const neighbours = defineProbe({
  id: "neighbours",
  fact: "neighbours",
  systems: ["linux"],
  sources: {
    json: { exec: ["ip", "-j", "neigh"], optional: true },
    text: { exec: ["ip", "neigh"], unless: "json", optional: true },
    arp: { read: "/proc/net/arp", optional: true },
  },
  parse({ json, text, arp }) {
    const sources = [json, text, ...arp];
    if (sources.every(isMissing)) throw new NotApplicable("this host has neither ip nor /proc/net/arp");
    const answer = firstSuccess(sources, "neighbour table");
    if (answer === json) return fromJson(json);
    return answer === text ? fromText(text) : fromArp(answer);
  },
});

const Entry = z.object({
  dst: z.string(),
  dev: z.string().optional(),
  lladdr: z.string().optional(),
  state: z.array(z.string()).optional(),
});

function fromJson(section: Section): Neighbours {
  return jsonElements(section, Entry).map(({ value, at }) => ({
    address: value.dst,
    interface: value.dev ?? null,
    mac: value.lladdr?.toLowerCase() ?? null,
    state: value.state?.at(-1) ?? "NONE",
    at,
  }));
}

function fromText(section: Section): Neighbours {
  const lines = linesOf(section.text);
  return lines.flatMap((line, index) => {
    const words = wordsOf(line);
    const address = words[0];
    if (!address) return [];
    const state = words.findLast((word) => /^[A-Z]+$/.test(word)) ?? "NONE";
    const mac = wordAfter(words, "lladdr")?.toLowerCase() ?? null;
    return [{ address, interface: wordAfter(words, "dev"), mac, state, at: citeLine(section.source, lines, index) }];
  });
}

/** The kernel tells less here: bit 2 of the flags says that the address was ever resolved, not whether it answers now. */
function fromArp(section: Section): Neighbours {
  const lines = linesOf(section.text);
  return lines.flatMap((line, index) => {
    const [address, , flags, mac, , device] = wordsOf(line);
    if (index === 0 || !address || !flags || !device) return [];
    const complete = (Number(flags) & 0x2) !== 0;
    return [
      {
        address,
        interface: device,
        mac: complete ? (mac?.toLowerCase() ?? null) : null,
        state: complete ? "COMPLETE" : "INCOMPLETE",
        at: citeLine(section.source, lines, index),
      },
    ];
  });
}
