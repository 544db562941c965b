import { z } from "zod";
import type { Section } from "#collectors/probe.ts";
import { defineProbe } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { Route, Routes } from "#lib/facts/routes.ts";
import { jsonElements, wordAfter, wordsOf } from "./parse/iproute.ts";
import { routesFromProc, routesFromProcV6 } from "./parse/proc-net.ts";
import { firstSuccess, linesOf, notReadable, succeeded } from "./parse/sections.ts";

/**
 * The main routing table of both families by ip-route(8), else from /proc/net. Each next hop of a multipath route is a route of its
 * own with the same metric. Routes that lead nowhere (unreachable, blackhole …) are left out.
 */
export const routes = defineProbe({
  id: "routes",
  fact: "routes",
  systems: ["linux"],
  sources: {
    json: { exec: ["ip", "-j", "route"], optional: true },
    json6: { exec: ["ip", "-6", "-j", "route"], optional: true },
    text: { exec: ["ip", "route"], unless: "json", optional: true },
    text6: { exec: ["ip", "-6", "route"], unless: "json6", optional: true },
    proc: { exec: ["cat", "/proc/net/route"], unless: "json", optional: true },
    proc6: { exec: ["cat", "/proc/net/ipv6_route"], unless: "json6", optional: true },
  },
  parse({ json, json6, text, text6, proc, proc6 }) {
    const answer = firstSuccess([json, text, proc], "IPv4 routes");
    const v4 = answer === json ? fromJson(json, 4) : answer === text ? fromText(text, 4) : routesFromProc(proc);
    if (succeeded(json6)) return [...v4, ...fromJson(json6, 6)];
    if (succeeded(text6)) return [...v4, ...fromText(text6, 6)];
    if (succeeded(proc6)) return [...v4, ...routesFromProcV6(proc6)];
    // A kernel without IPv6 refuses or has no such file; a time limit or a denial is another matter.
    const error = notReadable([json6, text6, proc6], "IPv6 routes");
    if (error.failure !== "unparsable") throw error;
    return v4;
  },
});

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

function fromJson(section: Section, family: 4 | 6): Routes {
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

function fromText(section: Section, family: 4 | 6): Routes {
  const lines = linesOf(section.text);
  const found: Routes = [];
  let multipath: Omit<Route, "gateway" | "interface" | "at"> | null = null;
  for (const [index, line] of lines.entries()) {
    const words = wordsOf(line);
    const at = citeLine(section.source, lines, index);
    const [first = ""] = words;
    if (first === "nexthop" && multipath) found.push({ ...multipath, ...hopOf(words), at });
    if (/^\s/.test(line) || first === "" || deadTypes.includes(first)) continue;
    const route = routeOf(words, family);
    const isMultipath = !words.includes("dev");
    multipath = isMultipath ? route : null;
    if (!isMultipath) found.push({ ...route, ...hopOf(words), at });
  }
  return found;
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
