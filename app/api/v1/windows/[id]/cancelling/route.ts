import { cancelWindow } from "#lib/db/maintenance.ts";
import { IdParam, route } from "#lib/http/route.ts";

/** Calls the window off. */
export const POST = route({ access: "admin", params: IdParam, run: ({ params, user }) => cancelWindow(params.id, user.email, new Date()) });
