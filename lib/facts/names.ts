import { z } from "zod";
import { Cite } from "./cite.ts";

/** Names that the host knows without asking anyone. Sources: hosts(5), hostname(5), `uname -n`, nsswitch.conf(5). */
export const Names = z.object({
  /** `uname -n`, the name that pmxcfs resolves. */
  nodeName: z.string(),
  hosts: z.array(z.object({ address: z.string(), names: z.array(z.string()), at: Cite })),
  /** Services of the `hosts:` line in order, actions left out; glibc's default where the file has none. */
  lookupOrder: z.array(z.string()),
});
export type Names = z.infer<typeof Names>;
