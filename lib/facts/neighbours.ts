import { z } from "zod";
import { Cite } from "./cite.ts";

/** An entry of the kernel's neighbour table. `state` is the kernel's word (REACHABLE, STALE, FAILED, INCOMPLETE …). */
export const Neighbour = z.object({
  address: z.string(),
  interface: z.string().nullable(),
  mac: z.string().nullable(),
  state: z.string(),
  at: Cite,
});
export type Neighbour = z.infer<typeof Neighbour>;

export const Neighbours = z.array(Neighbour);
export type Neighbours = z.infer<typeof Neighbours>;
