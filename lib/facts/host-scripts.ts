import { z } from "zod";
import { Cite } from "./cite.ts";

/**
 * Lines of the host's own scripts, units and backup tools that name /etc/pve or its database (which saves the definitions of the guests), or
 * that change a guest (`qm set`, `pct set`).
 */
export const HostScripts = z.array(z.object({ path: z.string(), text: z.string(), at: Cite }));
export type HostScripts = z.infer<typeof HostScripts>;
