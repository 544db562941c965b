import { z } from "zod";
import { Cite } from "./cite.ts";

/** Names that udev's rules have for a network card, whatever it is called now (systemd.net-naming-scheme(7)). */
export const CardName = z.object({
  /** Index of the device, as in the fact `links`. */
  index: z.number().int(),
  /** What the rules chose at the last boot; null where udev is too old to keep it. */
  chosen: z.string().nullable(),
  onboard: z.string().nullable(),
  slot: z.string().nullable(),
  path: z.string().nullable(),
  driver: z.string().nullable(),
  at: Cite,
});
export type CardName = z.infer<typeof CardName>;

/** Source: /run/udev/data/n<index>. Absent where udev keeps no network device. */
export const CardNames = z.array(CardName);
export type CardNames = z.infer<typeof CardNames>;
