import type { Runbook } from "#lib/maintenance/runbook/runbook.ts";
import type { Person, PlannedAction, WindowState } from "#lib/maintenance/window.ts";

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
  window: {
    title: string;
    state: WindowState;
    startsAt: Date;
    endsAt: Date;
    timeZone: string;
    actions: readonly PlannedAction[];
    people: readonly Person[];
    note: string | null;
    createdBy: string;
    updatedAt: Date;
    closedAt: Date | null;
    closedBy: string | null;
    cancelledAt: Date | null;
    verdict: string | null;
    /** In the order in which they are worked on. */
    hosts: readonly { id: string; name: string }[];
  };
  /** The last of its kind that has said something, or else the last that failed; null where none has ended. */
  preCheck: SourceCheck | null;
  postCheck: SourceCheck | null;
  /** Whether a later one of the kind could not be decided. */
  laterFailed: { pre: boolean; post: boolean };
  checklist: readonly { phase: "before" | "during" | "after"; words: string; doneBy: string | null; doneAt: Date | null }[];
  /** In the order of the hosts. */
  runbooks: readonly Runbook[];
}
