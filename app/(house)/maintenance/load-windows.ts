import type { ListedWindow } from "#components/maintenance/listed-window.ts";
import { listWindows } from "#lib/db/maintenance.ts";
import { lastVerdicts } from "#lib/db/window-checks.ts";

/** All windows as their list shows them. */
export async function loadWindows(now: Date): Promise<ListedWindow[]> {
  const windows = await listWindows(now);
  const verdicts = await lastVerdicts(windows.map(({ id }) => id));
  return windows.map(({ actions, ...window }) => ({
    ...window,
    actions: actions.length,
    isEverything: actions.some(({ what }) => what === "power-off-all"),
    checks: verdicts.get(window.id) ?? {},
  }));
}
