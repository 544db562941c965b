import type { SourceCheck, SourceWindow } from "#lib/reports/report/window-source.ts";
import { listChecklist } from "./checklist.ts";
import { db } from "./client.ts";
import { loadWindow } from "./maintenance.ts";
import { loadWindowRunbooks } from "./runbook.ts";
import type { CheckKind } from "./window-checks.ts";

/** A window with its last checks, its checklist and its hosts' runbooks. Throws `not-found`. */
export async function loadReportWindow(id: string, now: Date): Promise<SourceWindow> {
  const window = await loadWindow(id, now);
  const [pre, post, checklist, runbooks] = await Promise.all([
    lastEnded(id, "pre"),
    lastEnded(id, "post"),
    listChecklist(id),
    loadWindowRunbooks(id),
  ]);
  return {
    window,
    preCheck: pre.check,
    postCheck: post.check,
    laterFailed: { pre: pre.laterFailed, post: post.laterFailed },
    checklist,
    runbooks,
  };
}

/** The last check of a kind that has said something; the last that failed where none has. */
async function lastEnded(windowId: string, kind: CheckKind): Promise<{ check: SourceCheck | null; laterFailed: boolean }> {
  const select = { askedBy: true, askedAt: true, doneAt: true, body: true } as const;
  const newest = { orderBy: [{ doneAt: "desc" as const }, { id: "asc" as const }], select };
  const [done, failed] = await Promise.all([
    db().windowCheck.findFirst({ where: { windowId, kind, status: "done" }, ...newest }),
    db().windowCheck.findFirst({ where: { windowId, kind, status: "failed" }, ...newest }),
  ]);
  if (done === null) return { check: failed && { ...failed, status: "failed" }, laterFailed: false };
  const laterFailed = (failed?.doneAt?.getTime() ?? 0) > (done.doneAt?.getTime() ?? 0);
  return { check: { ...done, status: "done" }, laterFailed };
}
