import { z } from "zod";
import { Cite } from "./cite.ts";

/** A line of fstab(5), octal escapes (\040) decoded. */
export const FstabEntry = z.object({
  device: z.string(),
  mountPoint: z.string(),
  type: z.string(),
  options: z.array(z.string()),
  dump: z.number().int(),
  pass: z.number().int(),
  at: Cite,
});
export type FstabEntry = z.infer<typeof FstabEntry>;

/** `commented` are lines that would be valid entries without their leading #: evidence of what was switched off. */
export const Fstab = z.object({ entries: z.array(FstabEntry), commented: z.array(FstabEntry) });
export type Fstab = z.infer<typeof Fstab>;
