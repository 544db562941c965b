import type { z } from "zod";
import type { ShownCheck } from "#components/maintenance/shown-check.ts";
import type { WindowPage } from "#components/maintenance/window-page.ts";
import { listChecklist } from "#lib/db/checklist.ts";
import { loadWindow } from "#lib/db/maintenance.ts";
import { countHeld } from "#lib/db/untold.ts";
import { type CheckHeading, type CheckKind, listChecks, loadCheck } from "#lib/db/window-checks.ts";
import { PostCheck } from "#lib/maintenance/post-check.ts";
import { PreCheck } from "#lib/maintenance/pre-check.ts";

/** Loads a window with what its checks say; `asked` is the id of an earlier check to be shown. Throws `not-found`. */
export async function loadWindowPage(id: string, asked: string | undefined, now: Date): Promise<WindowPage> {
  const [window, checks, checklist] = await Promise.all([loadWindow(id, now), listChecks(id), listChecklist(id)]);
  const isOpen = window.state === "running" || window.state === "overrun";
  const hostIds = window.hosts.map((host) => host.id);
  const held = isOpen ? await countHeld(now, hostIds) : 0;
  const activeId = checks.find(({ status }) => status === "collecting")?.id ?? null;
  const [pre, post] = await Promise.all([shown(checks, "pre", asked, PreCheck), shown(checks, "post", asked, PostCheck)]);
  return { window, held, checks, checklist, activeId, pre, post };
}

async function shown<T>(
  checks: readonly CheckHeading[],
  kind: CheckKind,
  asked: string | undefined,
  schema: z.ZodType<T>,
): Promise<ShownCheck<T> | null> {
  const done = checks.filter((check) => check.kind === kind && check.status !== "collecting");
  const [last] = done;
  const chosen = done.find((check) => check.id === asked) ?? last;
  if (chosen === undefined) return null;
  const { body } = chosen.status === "done" ? await loadCheck(chosen.windowId, chosen.id) : { body: null };
  return { ...chosen, isLast: chosen === last, body: schema.safeParse(body).data ?? null };
}
