import { ChevronLeft, ChevronRight, List, Pause, Play } from "lucide-react";
import type { ComponentType, SVGProps } from "react";
import { stateWords } from "#lib/graph/state-words.ts";
import type { Alike } from "#lib/graph/told.ts";
import { plainLine } from "#lib/plain-text.ts";
import type { Stepper } from "./use-stepper.ts";

/** Previous, play, next: arrow keys do the same while the focus is here, and each step is announced. */
export function StepControls({ chain, stepper }: { chain: readonly Alike[]; stepper: Stepper }) {
  const { at, isPlaying, go, toggle, onKeyDown } = stepper;
  const step = at === null ? undefined : chain[at]?.[0];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div role="group" aria-label="Step by step" onKeyDown={onKeyDown} className="flex items-center gap-1">
      <span className="mr-1 text-ink-3 text-small tabular-nums empty:hidden">{at !== null && `${at + 1} of ${chain.length}`}</span>
      <IconButton name="Previous step" icon={ChevronLeft} isOff={at === null || at === 0} onClick={() => go((at ?? 0) - 1)} />
      <IconButton name={isPlaying ? "Pause" : "Play"} icon={isPlaying ? Pause : Play} onClick={toggle} />
      <IconButton name="Next step" icon={ChevronRight} isOff={at === chain.length - 1} onClick={() => go(at === null ? 0 : at + 1)} />
      <IconButton name="Show all steps" icon={List} isOff={at === null} onClick={() => go(null)} />
      <span role="status" className="sr-only">
        {step !== undefined && `Step ${(at ?? 0) + 1} of ${chain.length}: ${plainLine(step.words)}, ${stateWords[step.state]}`}
      </span>
    </div>
  );
}

function IconButton({
  name,
  icon: Icon,
  isOff = false,
  onClick,
}: {
  name: string;
  icon: ComponentType<SVGProps<SVGSVGElement>>;
  isOff?: boolean;
  onClick: () => void;
}) {
  // It keeps the focus while there is nothing more that way: the arrow keys go on working.
  return (
    <button
      type="button"
      aria-label={name}
      title={name}
      aria-disabled={isOff || undefined}
      onClick={() => !isOff && onClick()}
      className="inline-grid size-7 flex-none place-items-center rounded-control border border-line text-ink-2 hover:bg-sunken hover:text-ink aria-disabled:cursor-not-allowed aria-disabled:opacity-50"
    >
      <Icon aria-hidden className="size-[15px]" />
    </button>
  );
}
