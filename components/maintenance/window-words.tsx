import { Ban, CalendarClock, Check, type LucideIcon, OctagonAlert, Play } from "lucide-react";
import { type Tone, ToneWord } from "#components/findings/tone.tsx";
import { cn } from "#components/ui/cn.ts";
import { PostCheckVerdict } from "#lib/maintenance/post-check.ts";
import { PreCheckVerdict } from "#lib/maintenance/pre-check.ts";
import type { ActionKind, Person, WindowState } from "#lib/maintenance/window.ts";

/** Planned actions as a form offers them. */
export const actionWords: Readonly<Record<ActionKind, string>> = {
  reboot: "Reboot",
  upgrade: "Upgrade and reboot",
  "network-change": "Change the network",
  "storage-change": "Change storage",
  "hardware-change": "Change hardware",
  "guest-restart": "Restart a guest",
  "power-off-all": "Power off everything",
};

export const roleWords: Readonly<Record<Person["role"], string>> = {
  does: "does the work",
  "on-call": "on call",
  decides: "decides",
  informed: "is informed",
};

const stateLooks: Readonly<Record<WindowState, { words: string; icon: LucideIcon; className: string }>> = {
  planned: { words: "Planned", icon: CalendarClock, className: "text-low" },
  running: { words: "Running", icon: Play, className: "text-accent" },
  overrun: { words: "Overrun", icon: OctagonAlert, className: "text-critical" },
  closed: { words: "Closed", icon: Check, className: "text-ink-2" },
  cancelled: { words: "Cancelled", icon: Ban, className: "text-ink-3" },
};

/** Where a window stands. */
export function StateWord({ state, className }: { state: WindowState; className?: string }) {
  const { words, icon: Icon, className: colour } = stateLooks[state];
  return (
    <span className={cn("inline-flex items-center gap-[5px] whitespace-nowrap font-[550] text-[12.3px]", colour, className)}>
      <Icon aria-hidden className="size-[15px] flex-none" />
      {words}
    </span>
  );
}

interface Look {
  words: string;
  tone: Tone;
}

/** How a pre-check ends. */
export const preLooks: Readonly<Record<PreCheckVerdict, Look>> = {
  go: { words: "Go", tone: "holds" },
  care: { words: "Go with care", tone: "high" },
  "no-go": { words: "No-go", tone: "critical" },
};

/** How a post-check ends. */
export const postLooks: Readonly<Record<PostCheckVerdict, Look>> = {
  "as-before": { words: "As before", tone: "holds" },
  better: { words: "Better than before", tone: "holds" },
  worse: { words: "Not as before", tone: "high" },
  unreachable: { words: "Does not answer", tone: "critical" },
};

/** The look of a stored verdict of either kind; null for one that this version does not know. */
export function verdictLook(kind: "pre" | "post", verdict: string | null | undefined): Look | null {
  if (kind === "pre") {
    const { data } = PreCheckVerdict.safeParse(verdict);
    return data === undefined ? null : preLooks[data];
  }
  const { data } = PostCheckVerdict.safeParse(verdict);
  return data === undefined ? null : postLooks[data];
}

/** A verdict as everyone sees it everywhere; nothing where there is none. */
export function VerdictWord({ kind, verdict }: { kind: "pre" | "post"; verdict: string | null | undefined }) {
  const look = verdictLook(kind, verdict);
  return look === null ? null : <ToneWord tone={look.tone}>{look.words}</ToneWord>;
}
