import { z } from "zod";

const LanesReadAt = z.record(z.string(), z.coerce.date());

/** The stored times at which a host's rare lanes were read; {} where they do not fit this version. */
export function parseLanesReadAt(stored: unknown): Record<string, Date> {
  return LanesReadAt.safeParse(stored).data ?? {};
}
