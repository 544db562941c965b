import { z } from "zod";
import type { Section } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { Route, Routes } from "#lib/facts/routes.ts";
import { jsonElements, wordAfter, wordsOf } from "./iproute.ts";
import { linesOf } from "./sections.ts";

const Hop = z.object({
  gateway: z.string().optional(),
  via: z.object({ host: z.string().optional() }).optional(),
  dev: z.string().optional(),
});
const Entry = Hop.extend({
  type: z.string().optional(),
  dst: z.string(),
  table: z.union([z.string(), z.number()]).optional(),
  metric: z.number().int().default(0),
  protocol: z.string().optional(),
  nexthops: z.array(Hop).optional(),
});

/** Kinds of routes that carry no packet anywhere, as ip-route(8) prints them before the destination. */
const deadTypes = ["unreachable", "blackhole", "prohibit", "throw", "local", "broadcast", "anycast", "multicast"];

/** Routes as `ip -j route` tells them; each next hop of a multipath route by itself. Throws where it is no such output. */
export function routesFromJson(section: Section, family: 4 | 6): Routes {
  return jsonElements(section, Entry).flatMap(({ value, at }) => {
    if (value.type !== undefined && deadTypes.includes(value.type)) return [];
    return (value.nexthops ?? [value]).map((hop) => ({
      table: String(value.table ?? "main"),
      family,
      destination: prefixOf(value.dst, family),
      gateway: hop.gateway ?? hop.via?.host ?? null,
      interface: hop.dev ?? value.dev ?? null,
      metric: value.metric,
      protocol: value.protocol ?? null,
      at,
    }));
  });
}

/**
 * Routes as `ip route` prints them; next hops of a multipath route stand on lines of their own below it. Where every table is shown
 * both families are, and a line is of the family of its addresses.
 */
export function routesFromText(section: Section, family: 4 | 6): Routes {
  const lines = linesOf(section.text);
  const found: Routes = [];
  let multipath: Omit<Route, "gateway" | "interface" | "at"> | null = null;
  for (const [index, line] of lines.entries()) {
    const words = wordsOf(line);
    const at = citeLine(section.source, lines, index);
    const [first = ""] = words;
    if (first === "nexthop" && multipath) found.push({ ...multipath, ...hopOf(words), at });
    if (/^\s/.test(line) || first === "" || deadTypes.includes(first)) continue;
    const route = routeOf(words, isOfIpv6(words) ? 6 : family);
    const isMultipath = !words.includes("dev");
    multipath = isMultipath ? route : null;
    if (!isMultipath) found.push({ ...route, ...hopOf(words), at });
  }
  return found;
}

/** By the destination, or that of a default route by its gateway; the gateway of an IPv4 route may be `inet6 …`. */
function isOfIpv6(words: readonly string[]): boolean {
  return [words[0], wordAfter(words, "via")].some((address) => address?.includes(":"));
}

function routeOf(words: readonly string[], family: 4 | 6): Omit<Route, "gateway" | "interface" | "at"> {
  const metric = Number.parseInt(wordAfter(words, "metric") ?? "0", 10) || 0;
  const destination = prefixOf(words[0] ?? "", family);
  return { table: wordAfter(words, "table") ?? "main", family, destination, metric, protocol: wordAfter(words, "proto") };
}

function hopOf(words: readonly string[]): { gateway: string | null; interface: string | null } {
  const via = wordAfter(words, "via");
  return { gateway: via === "inet6" ? wordAfter(words, "inet6") : via, interface: wordAfter(words, "dev") };
}

/** A single address gets the prefix length that iproute2 leaves out. */
function prefixOf(destination: string, family: 4 | 6): string {
  if (destination === "default" || destination.includes("/")) return destination;
  return `${destination}/${family === 4 ? 32 : 128}`;
}
