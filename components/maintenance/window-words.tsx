import { Ban, CalendarClock, Check, type LucideIcon, OctagonAlert, Play } from "lucide-react";
import { ToneWord } from "#components/findings/tone.tsx";
import { cn } from "#components/ui/cn.ts";
import { PostCheckVerdict } from "#lib/maintenance/post-check.ts";
import { PreCheckVerdict } from "#lib/maintenance/pre-check.ts";
import type { ActionKind, WindowState } from "#lib/maintenance/window.ts";
import { postLooks, preLooks, type VerdictLook, windowStateWords } from "#lib/maintenance/words.ts";

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

const stateLooks: Readonly<Record<WindowState, { icon: LucideIcon; className: string }>> = {
  planned: { icon: CalendarClock, className: "text-low" },
  running: { icon: Play, className: "text-accent" },
  overrun: { icon: OctagonAlert, className: "text-critical" },
  closed: { icon: Check, className: "text-ink-2" },
  cancelled: { icon: Ban, className: "text-ink-3" },
};

/** Where a window stands. */
export function StateWord({ state, className }: { state: WindowState; className?: string }) {
  const { icon: Icon, className: colour } = stateLooks[state];
  return (
    <span className={cn("inline-flex items-center gap-[5px] whitespace-nowrap font-[550] text-[12.3px]", colour, className)}>
      <Icon aria-hidden className="size-[15px] flex-none" />
      {windowStateWords[state]}
    </span>
  );
}

/** The look of a stored verdict of either kind; null for one that this version does not know. */
export function verdictLook(kind: "pre" | "post", verdict: string | null | undefined): VerdictLook | null {
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
