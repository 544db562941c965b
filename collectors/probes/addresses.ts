import { z } from "zod";
import type { Section } from "#collectors/probe.ts";
import { defineProbe } from "#collectors/probe.ts";
import type { Addresses } from "#lib/facts/addresses.ts";
import { citeJson, citeLine } from "#lib/facts/cite.ts";
import { jsonElements, wordAfter, wordsOf } from "./parse/iproute.ts";
import { addressesFromProc } from "./parse/proc-net.ts";
import { linesOf, notReadable, succeeded } from "./parse/sections.ts";

/** Addresses of both families by ip-address(8); without `ip`, what /proc/net tells of them. */
export const addresses = defineProbe({
  id: "addresses",
  fact: "addresses",
  systems: ["linux"],
  sources: {
    json: { exec: ["ip", "-j", "addr"], optional: true },
    text: { exec: ["ip", "addr"], unless: "json", optional: true },
    trie: { exec: ["cat", "/proc/net/fib_trie"], unless: "json", optional: true },
    routes: { exec: ["cat", "/proc/net/route"], unless: "json", optional: true },
    inet6: { exec: ["cat", "/proc/net/if_inet6"], unless: "json", optional: true },
  },
  parse({ json, text, trie, routes, inet6 }) {
    if (succeeded(json)) return fromJson(json);
    if (succeeded(text)) return fromText(text);
    if (succeeded(trie) && succeeded(routes)) return addressesFromProc(trie, routes, inet6);
    throw notReadable([json, text, trie, routes], "addresses");
  },
});

const Information = z.looseObject({
  family: z.string(),
  local: z.string().optional(),
  prefixlen: z.number().int().optional(),
  scope: z.string().optional(),
  dynamic: z.boolean().optional(),
});
const Device = z.object({ ifname: z.string().optional(), addr_info: z.array(Information).default([]) });

function fromJson(section: Section): Addresses {
  const devices = jsonElements(section, Device);
  if (devices.length === 0) throw new Error(`${section.source} shows no device`);
  return devices.flatMap(({ value }) =>
    value.addr_info.flatMap((info) => {
      const family = familyOf(info.family);
      if (!family || info.local === undefined || value.ifname === undefined) return [];
      const prefixLength = info.prefixlen ?? (family === 4 ? 32 : 128);
      const common = { interface: value.ifname, family, address: info.local, prefixLength };
      return [{ ...common, scope: info.scope ?? "global", dynamic: info.dynamic ?? false, at: citeJson(section.source, info) }];
    }),
  );
}

function fromText(section: Section): Addresses {
  const lines = linesOf(section.text);
  let device: string | null = null;
  const found: Addresses = [];
  for (const [index, line] of lines.entries()) {
    device = /^\d+: ([^\s:@]+)/.exec(line)?.[1] ?? device;
    const words = wordsOf(line);
    const [word = "", prefix = ""] = words;
    const family = familyOf(word);
    if (!family || !device) continue;
    const [address = "", length] = prefix.split("/");
    const prefixLength = Number.parseInt(length ?? wordAfter(words, "peer")?.split("/")[1] ?? (family === 4 ? "32" : "128"), 10);
    const scope = wordAfter(words, "scope") ?? "global";
    const at = citeLine(section.source, lines, index);
    found.push({ interface: device, family, address, prefixLength, scope, dynamic: words.includes("dynamic"), at });
  }
  if (device === null) throw new Error(`${section.source} shows no device`);
  return found;
}

function familyOf(word: string): 4 | 6 | null {
  if (word === "inet") return 4;
  return word === "inet6" ? 6 : null;
}
