import { listWindows, planWindow } from "#lib/db/maintenance.ts";
import { route } from "#lib/http/route.ts";
import { WindowInput } from "#lib/maintenance/window.ts";

export const GET = route({ access: "user", run: async () => ({ windows: await listWindows(new Date()) }) });

/** Plans a maintenance window. */
export const POST = route({ access: "admin", body: WindowInput, status: 201, run: ({ body, user }) => planWindow(body, user.email) });
