import { HostInput } from "#lib/access.ts";
import { FleetQuery, listFleet } from "#lib/db/fleet.ts";
import { createHost } from "#lib/db/manage-hosts.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  access: "user",
  query: FleetQuery,
  run: async ({ query }) => ({ hosts: await listFleet(query) }),
});

/** Makes a host of a way in that has passed its test, and queues its first visit. */
export const POST = route({
  access: "admin",
  body: HostInput,
  status: 201,
  run: ({ body, user }) => createHost(body, user.email),
});
