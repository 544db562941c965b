import type { ReactNode } from "react";
import { cn } from "./cn.ts";

/** A part of the page that scrolls by itself: named, and reachable by keyboard, so that arrow keys scroll it. */
export function ScrollRegion({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  const shape = cn("overflow-auto focus-visible:outline-offset-[-2px]", className);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms, a section would be one landmark more
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a pointer
    <div role="group" aria-label={label} tabIndex={0} className={shape}>
      {children}
    </div>
  );
}
