import { z } from "zod";
import { Cite } from "./cite.ts";

/** A logical volume of LVM, thin pools among them: `lvs --reportformat json --units b` (lvs(8), lvmthin(7)). */
export const LogicalVolume = z.object({
  name: z.string(),
  group: z.string(),
  /** lv_attr: the first letter is "t" for a thin pool, "V" for a thin volume, "s" for a snapshot. */
  attributes: z.string(),
  sizeBytes: z.number(),
  /** Name of the thin pool that it lies in. */
  pool: z.string().nullable(),
  /** How full a thin pool or snapshot is; for a thin volume, how much of it was ever written. */
  dataPercent: z.number().nullable(),
  /** How full the metadata of a thin pool is. */
  metadataPercent: z.number().nullable(),
  at: Cite,
});
export type LogicalVolume = z.infer<typeof LogicalVolume>;

export const LogicalVolumes = z.array(LogicalVolume);
export type LogicalVolumes = z.infer<typeof LogicalVolumes>;
