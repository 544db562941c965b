import { z } from "zod";
import { Cite } from "./cite.ts";

/** Files of the node exporter's textfile collector, which other programs write. Source: `ls -l` of its folders. */
export const TextfileMetrics = z.array(
  z.object({
    /** "apt.prom". */
    name: z.string(),
    path: z.string(),
    /** ISO 8601. */
    modifiedAt: z.string(),
    at: Cite,
  }),
);
export type TextfileMetrics = z.infer<typeof TextfileMetrics>;
