import { z } from "zod";
import { loadCheck } from "#lib/db/window-checks.ts";
import { route } from "#lib/http/route.ts";

const Params = z.object({ id: z.uuid(), check: z.uuid() });

/** A check: how far it is while it collects, and what it says once it is done. */
export const GET = route({
  access: "user",
  params: Params,
  run: async ({ params: { id, check } }) => ({ check: await loadCheck(id, check) }),
});
