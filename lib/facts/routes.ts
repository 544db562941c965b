import { z } from "zod";
import { Cite } from "./cite.ts";

/** A route. `destination` is "default" or a CIDR prefix; a missing metric means 0 (ip-route(8)). Sources: `ip -j route`, else text. */
export const Route = z.object({
  table: z.string(),
  family: z.union([z.literal(4), z.literal(6)]),
  destination: z.string(),
  gateway: z.string().nullable(),
  interface: z.string().nullable(),
  metric: z.number().int(),
  protocol: z.string().nullable(),
  at: Cite,
});
export type Route = z.infer<typeof Route>;

export const Routes = z.array(Route);
export type Routes = z.infer<typeof Routes>;
