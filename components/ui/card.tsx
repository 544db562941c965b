import type { ReactNode } from "react";
import { cn } from "./cn.ts";

/** A surface with a hairline. With a title it is a section that the title names. */
export function Card({
  title,
  hint,
  aside,
  className,
  children,
}: {
  title?: ReactNode;
  hint?: ReactNode;
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const shell = cn("min-w-0 overflow-hidden rounded-card border border-line bg-surface shadow-raise", className);
  if (title === undefined) return <div className={shell}>{children}</div>;
  return (
    <section className={shell}>
      <header className="flex flex-wrap items-center gap-x-2.5 gap-y-1 border-line border-b px-3.5 py-[11px]">
        <h2>{title}</h2>
        {hint !== undefined && <span className="text-ink-3 text-small">{hint}</span>}
        {aside !== undefined && <span className="ml-auto flex items-center gap-2.5">{aside}</span>}
      </header>
      {children}
    </section>
  );
}

/** What a card says when it has nothing to show: one sentence and, where there is one, the next step. */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-3 px-3.5 py-5 text-ink-2">
      <p className="max-w-prose">{children}</p>
      {action}
    </div>
  );
}

/** A grey bar in the place of something that is still loading. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("block h-3.5 animate-pulse rounded bg-line", className)} />;
}
