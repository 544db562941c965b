import { Check, Clock, LoaderCircle, type LucideIcon, OctagonAlert } from "lucide-react";
import { cn } from "#components/ui/cn.ts";

type Status = "queued" | "running" | "done" | "failed";

const looks: Readonly<Record<Status, { words: string; icon: LucideIcon; className: string }>> = {
  queued: { words: "Queued", icon: Clock, className: "text-ink-2" },
  running: { words: "In work", icon: LoaderCircle, className: "text-accent" },
  done: { words: "Kept", icon: Check, className: "text-ok" },
  failed: { words: "Failed", icon: OctagonAlert, className: "text-critical" },
};

/** Where a report stands. */
export function KeptState({ status }: { status: Status }) {
  const { words, icon: Icon, className } = looks[status];
  return (
    <span className={cn("inline-flex items-center gap-[5px] self-start whitespace-nowrap font-[550] text-[12.3px]", className)}>
      <Icon aria-hidden className={cn("size-[15px] flex-none", status === "running" && "animate-spin")} />
      {words}
    </span>
  );
}

/** How far a report is that is being made. */
export function KeptProgress({ progress }: { progress: { done: number; all: number } | null }) {
  if (progress === null) return <p className="text-ink-2 text-small">waits for its turn</p>;
  const { done, all } = progress;
  return (
    <p className="inline-flex items-center gap-2 text-ink-2 text-small tabular-nums">
      {done} of {all} hosts read
      <progress value={done} max={all} aria-label="Hosts read" className="h-1.5 w-20 overflow-hidden rounded-full accent-ink" />
    </p>
  );
}
