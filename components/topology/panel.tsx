import { X } from "lucide-react";
import type { ReactNode } from "react";

/** A card beside the picture that can be put away. */
export function Panel({
  title,
  hint,
  closeLabel = "Close",
  onClose,
  children,
}: {
  title: ReactNode;
  hint?: ReactNode;
  closeLabel?: string;
  onClose?: () => void;
  children: ReactNode;
}) {
  return (
    <section className="min-w-0 overflow-hidden rounded-card border border-line bg-surface shadow-raise">
      <header className="flex items-center gap-2 border-line border-b px-3.5 py-2.5">
        <div className="min-w-0">
          <h2 className="break-words">{title}</h2>
          {hint !== undefined && <p className="text-ink-3 text-small">{hint}</p>}
        </div>
        {onClose !== undefined && (
          <button
            type="button"
            onClick={onClose}
            aria-label={closeLabel}
            className="ml-auto flex-none rounded-control p-1.5 text-ink-3 hover:bg-sunken hover:text-ink"
          >
            <X aria-hidden className="size-4" />
          </button>
        )}
      </header>
      <div className="grid gap-4 px-3.5 py-3">{children}</div>
    </section>
  );
}

/** A part of a panel under its own small heading. */
export function PanelPart({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <div className="grid min-w-0 gap-1.5">
      <h3 className="text-small">{title}</h3>
      {children}
    </div>
  );
}
