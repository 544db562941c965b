import { addHttpSource, listHttpSources } from "#lib/db/http-sources.ts";
import { route } from "#lib/http/route.ts";
import { HttpSourceInput } from "#lib/http-source.ts";

/** The sources with how their last reading went, not what it says. */
export const GET = route({
  access: "user",
  run: async () => ({
    sources: (await listHttpSources()).map(({ reading, ...source }) => ({
      ...source,
      state: reading?.status ?? "unread",
      detail: reading?.status === "failed" ? reading.detail : null,
    })),
  }),
});

export const POST = route({
  access: "admin",
  body: HttpSourceInput,
  status: 201,
  run: ({ body, user }) => addHttpSource(body, user.email),
});
