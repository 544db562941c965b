import { z } from "zod";
import { Cite } from "./cite.ts";

/** Frames that came in at each network device since it was made: on the host's end of a guest's card, what the guest has sent. */
export const GuestTraffic = z.array(z.object({ device: z.string(), receivedPackets: z.number(), at: Cite }));
export type GuestTraffic = z.infer<typeof GuestTraffic>;
