import { z } from "zod";
import { Cite } from "./cite.ts";

/** The machine by its DMI table, /sys/class/dmi/id: what the BIOS says of itself and of the board. Absent on machines without one. */
export const Firmware = z.object({
  vendor: z.string().nullable(),
  product: z.string().nullable(),
  board: z.string().nullable(),
  biosVendor: z.string().nullable(),
  biosVersion: z.string().nullable(),
  /** As the BIOS spells it: "04/01/2014". */
  biosDate: z.string().nullable(),
  /** "GenuineIntel", "AuthenticAMD": guests with `cpu: host` start on the other only anew. Null where /proc/cpuinfo names none. */
  processorVendor: z.string().nullable(),
  at: Cite,
});
export type Firmware = z.infer<typeof Firmware>;
