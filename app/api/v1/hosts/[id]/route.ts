import { loadHost } from "#lib/db/hosts.ts";
import { deleteHost } from "#lib/db/manage-hosts.ts";
import { IdParam, route } from "#lib/http/route.ts";

export const GET = route({ access: "user", params: IdParam, run: ({ params }) => loadHost(params.id) });

export const DELETE = route({ access: "admin", params: IdParam, run: ({ params, user }) => deleteHost(params.id, user.email) });
