import type { Scenario } from "#lib/rules/rule.ts";

/** What people call the scenarios. */
export const scenarioNames: Record<Scenario, string> = {
  reboot: "Reboot",
  "power-loss": "Power loss",
  "nas-loss": "Storage loss",
  "dns-loss": "DNS loss",
  "node-loss": "Node loss",
  "network-change": "Network change",
  "hardware-fault": "Hardware fault",
  "guest-restart": "Guest restart",
};

/** How a host answered last time. */
export type HostState = "unvisited" | "reachable" | "unreachable" | "denied" | "keyChanged";

export const stateNames: Record<HostState, string> = {
  reachable: "ok",
  unreachable: "unreachable",
  denied: "login refused",
  keyChanged: "host key changed",
  unvisited: "never visited",
};
