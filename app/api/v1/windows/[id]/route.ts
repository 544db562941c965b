import { listChecklist } from "#lib/db/checklist.ts";
import { changeWindow, loadWindow } from "#lib/db/maintenance.ts";
import { listChecks } from "#lib/db/window-checks.ts";
import { IdParam, route } from "#lib/http/route.ts";
import { WindowInput } from "#lib/maintenance/window.ts";

/** A window with its checklist and its checks, newest first; what a check says is at its own address. */
export const GET = route({
  access: "user",
  params: IdParam,
  run: async ({ params: { id } }) => {
    const [window, checks, checklist] = await Promise.all([loadWindow(id, new Date()), listChecks(id), listChecklist(id)]);
    return { window, checks, checklist };
  },
});

/** Plans it otherwise. */
export const PUT = route({
  access: "admin",
  params: IdParam,
  body: WindowInput,
  run: ({ params, body, user }) => changeWindow(params.id, body, user.email),
});
