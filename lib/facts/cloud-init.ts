import { z } from "zod";
import { Cite } from "./cite.ts";

/** What cloud-init is told to keep in its hands (cloud-init(1), /etc/cloud). Absent where it is not installed. */
export const CloudInit = z.object({
  /** What switches it off as a whole: the file /etc/cloud/cloud-init.disabled or a word of the command line; null where nothing does. */
  disabledBy: z.string().nullable(),
  /** `network: {config: disabled}`; null where nothing says so. */
  networkDisabled: Cite.nullable(),
  /** `manage_etc_hosts`: "true", "localhost", "template"; null where it is false or not set. */
  managesHosts: z.object({ value: z.string(), at: Cite }).nullable(),
  /** Files that carry the header of cloud-init: it wrote them and may write them again. */
  written: z.array(z.object({ path: z.string(), at: Cite })),
  /** Where it is configured at all. */
  at: Cite,
});
export type CloudInit = z.infer<typeof CloudInit>;
