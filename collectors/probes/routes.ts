import { defineProbe } from "#collectors/probe.ts";
import { routesFromJson, routesFromText } from "./parse/ip-route.ts";
import { routesFromProc, routesFromProcV6 } from "./parse/proc-net.ts";
import { firstSuccess, notReadable, succeeded } from "./parse/sections.ts";

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
    const v4 = answer === json ? routesFromJson(json, 4) : answer === text ? routesFromText(text, 4) : routesFromProc(proc);
    if (succeeded(json6)) return [...v4, ...routesFromJson(json6, 6)];
    if (succeeded(text6)) return [...v4, ...routesFromText(text6, 6)];
    if (succeeded(proc6)) return [...v4, ...routesFromProcV6(proc6)];
    // A kernel without IPv6 refuses or has no such file; a time limit or a denial is another matter.
    const error = notReadable([json6, text6, proc6], "IPv6 routes");
    if (error.failure !== "unparsable") throw error;
    return v4;
  },
});
