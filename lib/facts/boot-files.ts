import { z } from "zod";
import { Cite } from "./cite.ts";

/** When the files that a boot depends on were last changed: `ls -l` of them, never through a network mount. Links are left out. */
export const BootFiles = z.array(
  z.object({
    path: z.string(),
    /** ISO 8601. */
    changedAt: z.string(),
    at: Cite,
  }),
);
export type BootFiles = z.infer<typeof BootFiles>;
