import { z } from "zod";
import { Declarations } from "#lib/facts/declared.ts";
import type { HostPart } from "./part.ts";

/**
 * What all hosts say of how they hang together, with what people declared: all that the fleet graph is made of, as the server answers it.
 * Parts were checked when they were read from the database, so that a browser does not check megabytes again.
 */
export const FleetFacts = z.object({
  hosts: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      address: z.string(),
      site: z.string().nullable().default(null),
      /** Rules with a standing finding on this host, accepted ones too; left out where nobody asked the database. */
      standing: z.array(z.string()).optional(),
      /** End of the last visit that read something, ISO 8601; null before the first. */
      seenAt: z.string().nullable(),
      part: z.custom<HostPart>((part) => typeof part === "object" && part !== null),
    }),
  ),
  declarations: Declarations,
});
export type FleetFacts = z.infer<typeof FleetFacts>;
