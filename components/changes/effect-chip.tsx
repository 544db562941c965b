import { Check, Hourglass } from "lucide-react";
import { Chip } from "#components/ui/chip.tsx";
import type { Effect } from "#lib/engine/drift/change.ts";
import { plainText } from "#lib/plain-text.ts";

/** When a change counts. What still waits has another icon and a stronger frame. */
export function EffectChip({ effect }: { effect: Effect }) {
  const isDone = effect === "in effect";
  const Icon = isDone ? Check : Hourglass;
  return (
    <Chip className={isDone ? "" : "border-line-strong text-ink"}>
      <Icon aria-hidden className="size-3 flex-none" />
      <span className="max-w-[26ch] truncate" title={isDone ? undefined : plainText(effect)}>
        {plainText(effect)}
      </span>
    </Chip>
  );
}
