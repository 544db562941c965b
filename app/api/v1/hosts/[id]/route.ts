import { editHost, HostChange } from "#lib/db/edit-host.ts";
import { loadHost } from "#lib/db/hosts.ts";
import { deleteHost } from "#lib/db/manage-hosts.ts";
import { IdParam, route } from "#lib/http/route.ts";

export const GET = route({ access: "user", params: IdParam, run: ({ params }) => loadHost(params.id) });

/** Name, site, interval or pause; the way in is changed under `access`. */
export const PATCH = route({
  access: "admin",
  params: IdParam,
  body: HostChange,
  run: ({ params, body, user }) => editHost(params.id, body, user.email),
});

export const DELETE = route({ access: "admin", params: IdParam, run: ({ params, user }) => deleteHost(params.id, user.email) });
