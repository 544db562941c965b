import type { PostCheck } from "#lib/maintenance/post-check.ts";
import type { PreCheck } from "#lib/maintenance/pre-check.ts";
import type { StoredWindow } from "#lib/maintenance/window.ts";
import type { Line } from "./checklist.tsx";
import type { ShownCheck } from "./shown-check.ts";

/** Everything that a window's page shows. */
export interface WindowPage {
  window: StoredWindow;
  /** New findings of its hosts that are told once it is closed. */
  held: number;
  checklist: readonly Line[];
  /** Newest first. */
  checks: readonly {
    id: string;
    kind: "pre" | "post";
    status: "collecting" | "done" | "failed";
    askedBy: string;
    askedAt: Date;
    verdict: string | null;
  }[];
  /** Id of the check that collects now. */
  activeId: string | null;
  /** The last one of its kind that has ended, or the one that the address names. */
  pre: ShownCheck<PreCheck> | null;
  post: ShownCheck<PostCheck> | null;
}
