import { z } from "zod";
import { Cite } from "./cite.ts";

const Servers = z.array(z.object({ address: z.string(), at: Cite }));

/** Who answers names for this host. Sources: resolv.conf(5), resolved.conf(5), and the configuration of a resolver on the host itself. */
export const Resolver = z.object({
  /** Servers in order as the host really asks them: behind systemd-resolved's stub the ones that it asks. */
  nameservers: Servers,
  search: z.array(z.string()),
  options: z.array(z.string()),
  /** True where resolv.conf points at systemd-resolved's stub 127.0.0.53. */
  stub: z.boolean(),
  /** `nameserver` lines after the third, which the C library never asks. */
  ignored: Servers,
  /** DNS= of resolved.conf, for all names whatever the link; empty where it says none. */
  globalServers: Servers,
  /** FallbackDNS= as somebody set it; the list that came with the program is not here. */
  fallbackServers: Servers,
  /** Where a resolver on the host itself (dnsmasq, unbound, named) passes questions on to; null where none was found, [] where it asks the roots. */
  forwarders: Servers.nullable(),
});
export type Resolver = z.infer<typeof Resolver>;
