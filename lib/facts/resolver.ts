import { z } from "zod";
import { Cite } from "./cite.ts";

/** Who answers names for this host. Sources: resolv.conf(5), resolved.conf(5), `resolvectl status`. */
export const Resolver = z.object({
  /** Servers in order as the host really asks them: behind systemd-resolved's stub the ones that it asks. */
  nameservers: z.array(z.object({ address: z.string(), at: Cite })),
  search: z.array(z.string()),
  options: z.array(z.string()),
  /** True where resolv.conf points at systemd-resolved's stub 127.0.0.53. */
  stub: z.boolean(),
});
export type Resolver = z.infer<typeof Resolver>;
