import { z } from "zod";
import { removeLine, tickLine } from "#lib/db/checklist.ts";
import { route } from "#lib/http/route.ts";

const Params = z.object({ id: z.uuid(), item: z.uuid() });

/** Ticks a line or takes the tick back; who and when is noted. */
export const PUT = route({
  access: "admin",
  params: Params,
  body: z.strictObject({ done: z.boolean() }),
  run: ({ params, body, user }) => tickLine(params.id, params.item, body.done, user.name, new Date()),
});

/** Takes a line of one's own away. */
export const DELETE = route({ access: "admin", params: Params, run: ({ params }) => removeLine(params.id, params.item) });
