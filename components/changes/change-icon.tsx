import { ArrowRight, type LucideIcon, Minus, Plus } from "lucide-react";
import type { Change } from "#lib/engine/drift/change.ts";

const icons: Record<Change["what"], LucideIcon> = { added: Plus, removed: Minus, changed: ArrowRight };

/** Whether something came, went, or is otherwise; said in words to who cannot see it. */
export function ChangeIcon({ what }: { what: Change["what"] }) {
  const Icon = icons[what];
  return (
    <span className="translate-y-[2.5px] self-start">
      <Icon aria-hidden className="size-[15px] text-ink-3" />
      <span className="sr-only">{what}: </span>
    </span>
  );
}
