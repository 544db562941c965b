import { z } from "zod";
import { Cite } from "./cite.ts";

/**
 * Proxmox's HA manager (ha-manager(1)): what it is told to keep running and what it says of nodes and services. Sources: `ha-manager status`,
 * /etc/pve/ha/{resources,groups,rules}.cfg, /etc/default/pve-ha-manager.
 */
export const HighAvailability = z.object({
  /** What HA manages: "vm:100", with the state asked for ("started", "stopped", "disabled", "ignored") and its group of Proxmox VE 8 and older. */
  resources: z.array(z.object({ id: z.string(), state: z.string(), group: z.string().nullable(), at: Cite })),
  groups: z.array(z.object({ id: z.string(), nodes: z.array(z.string()), restricted: z.boolean(), at: Cite })),
  /** Rules of Proxmox VE 9 and newer: "node-affinity", "resource-affinity". */
  rules: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      resources: z.array(z.string()),
      nodes: z.array(z.string()),
      strict: z.boolean(),
      disabled: z.boolean(),
      at: Cite,
    }),
  ),
  /** Local resource managers: "active", "idle", "wait_for_agent_lock", "maintenance mode"; empty where the tool did not answer. */
  nodes: z.array(z.object({ node: z.string(), state: z.string(), at: Cite })),
  /** Services as the manager sees them: "started", "error", "fence", "recovery"; empty where the tool did not answer. */
  services: z.array(z.object({ id: z.string(), node: z.string(), state: z.string(), at: Cite })),
  /** WATCHDOG_MODULE; null means the default, softdog. */
  watchdogModule: z.string().nullable(),
});
export type HighAvailability = z.infer<typeof HighAvailability>;
