import { FindingQuery, listFindings } from "#lib/db/findings.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  access: "user",
  query: FindingQuery,
  run: async ({ query }) => ({ findings: await listFindings(query) }),
});
