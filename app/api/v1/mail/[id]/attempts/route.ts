import { retryMail } from "#lib/db/outbox.ts";
import { IdParam, route } from "#lib/http/route.ts";

/** Tries a mail again at once that waits or was given up. */
export const POST = route({ access: "admin", params: IdParam, status: 202, run: ({ params }) => retryMail(params.id, new Date()) });
