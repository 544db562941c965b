import type { PostCheckVerdict } from "./post-check.ts";
import type { PreCheckVerdict } from "./pre-check.ts";
import type { Person, WindowState } from "./window.ts";

export const roleWords: Readonly<Record<Person["role"], string>> = {
  does: "does the work",
  "on-call": "on call",
  decides: "decides",
  informed: "is informed",
};

export const windowStateWords: Readonly<Record<WindowState, string>> = {
  planned: "Planned",
  running: "Running",
  overrun: "Overrun",
  closed: "Closed",
  cancelled: "Cancelled",
};

/** The parts of a checklist, in their order. */
export const phaseWords = { before: "Before", during: "During", after: "After" } as const;

/** What a verdict is called, and how good or bad it is. */
export interface VerdictLook {
  words: string;
  tone: "holds" | "high" | "critical" | "unknown";
}

/** How a pre-check ends. */
export const preLooks: Readonly<Record<PreCheckVerdict, VerdictLook>> = {
  go: { words: "Go", tone: "holds" },
  care: { words: "Go with care", tone: "high" },
  "no-go": { words: "No-go", tone: "critical" },
};

/** How a post-check ends. */
export const postLooks: Readonly<Record<PostCheckVerdict, VerdictLook>> = {
  "as-before": { words: "As before", tone: "holds" },
  better: { words: "Better than before", tone: "holds" },
  worse: { words: "Not as before", tone: "high" },
  unreachable: { words: "Does not answer", tone: "critical" },
  "cannot-tell": { words: "Cannot tell", tone: "unknown" },
};

/** A headline begins with its verdict, which stands above it already. */
export function withoutVerdict(headline: string): string {
  return headline.replace(
    /^(?:Go with care|No-go|Go|As before|Better than before|Not as before|Cannot tell yet): (.)/,
    (_, first: string) => first.toUpperCase(),
  );
}
