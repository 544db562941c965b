import { z } from "zod";
import { Cite } from "./cite.ts";

/**
 * Errors of memory since the driver was loaded, by the kernel's EDAC files, and whether the memory corrects any at all. Sources:
 * /sys/devices/system/edac/mc, `dmidecode -t memory` (dmidecode(8)).
 */
export const MemoryErrors = z.object({
  /** Null where no EDAC driver fits this host: its errors are not counted. */
  controllers: z
    .array(z.object({ name: z.string(), type: z.string().nullable(), correctable: z.number(), uncorrectable: z.number(), at: Cite }))
    .nullable(),
  /** Memory modules that had errors, by the label of the board. */
  modules: z.array(z.object({ label: z.string(), correctable: z.number(), uncorrectable: z.number(), at: Cite })),
  /** "None", "Single-bit ECC", "Multi-bit ECC"; null where the firmware's table was not read. */
  correction: z.object({ type: z.string(), at: Cite }).nullable(),
});
export type MemoryErrors = z.infer<typeof MemoryErrors>;
