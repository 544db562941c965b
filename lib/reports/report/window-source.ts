import type { Runbook } from "#lib/maintenance/runbook/runbook.ts";
import type { StoredWindow } from "#lib/maintenance/window.ts";

/** A check of a window as it is stored: its body is not looked into yet. */
export interface SourceCheck {
  status: "done" | "failed";
  askedBy: string;
  askedAt: Date;
  doneAt: Date | null;
  body: unknown;
}

/** A window as a report is made from it. */
export interface SourceWindow {
  window: StoredWindow;
  /** The last of its kind that has said something, or else the last that failed; null where none has ended. */
  preCheck: SourceCheck | null;
  postCheck: SourceCheck | null;
  /** Whether a later one of the kind could not be decided. */
  laterFailed: { pre: boolean; post: boolean };
  checklist: readonly { phase: "before" | "during" | "after"; words: string; doneBy: string | null; doneAt: Date | null }[];
  /** In the order of the hosts. */
  runbooks: readonly Runbook[];
}
