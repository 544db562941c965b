import { loadFleetFacts } from "#lib/db/fleet-parts.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({ access: "user", run: loadFleetFacts });
