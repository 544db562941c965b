import { CircleDashed, KeyRound, LoaderCircle, LockKeyhole, Pause, Unplug } from "lucide-react";
import { ToneWord } from "#components/findings/tone.tsx";
import { cn } from "#components/ui/cn.ts";
import { type HostState, stateNames } from "#lib/reports/words.ts";

export { type HostState, stateNames };

const failures = { unreachable: Unplug, denied: LockKeyhole, keyChanged: KeyRound } as const;

/** A host's state in a word with its icon; a visit under way goes before everything else. */
export function HostStateWord({ state, visiting, paused }: { state: HostState; visiting: boolean; paused: boolean }) {
  const shape = "inline-flex items-center gap-[5px] whitespace-nowrap text-[12.3px] [&_svg]:size-[15px] [&_svg]:flex-none";
  if (visiting)
    return (
      <span className={cn(shape, "font-[550] text-accent")}>
        <LoaderCircle aria-hidden className="animate-spin" />
        <span className="self-baseline">visiting now</span>
      </span>
    );
  const pausedWord = paused ? (
    <span className={cn(shape, "text-ink-2")}>
      <Pause aria-hidden />
      <span className="self-baseline">paused</span>
    </span>
  ) : null;
  if (state === "reachable") return pausedWord ?? <ToneWord tone="holds">{stateNames.reachable}</ToneWord>;
  if (state === "unvisited")
    return (
      pausedWord ?? (
        <span className={cn(shape, "text-ink-2")}>
          <CircleDashed aria-hidden />
          <span className="self-baseline">{stateNames.unvisited}</span>
        </span>
      )
    );
  const Icon = failures[state];
  return (
    <span className="inline-flex flex-wrap gap-x-2">
      <span className={cn(shape, "font-[550]", state === "keyChanged" ? "text-critical" : "text-high")}>
        <Icon aria-hidden />
        <span className="self-baseline">{stateNames[state]}</span>
      </span>
      {pausedWord}
    </span>
  );
}
