import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

const shape = "inline-flex items-center gap-[5px] whitespace-nowrap rounded-full border px-[9px] py-px text-tiny";

/** A small word in a frame. */
export function Chip({ children, className }: { children: ReactNode; className?: string }) {
  return <span className={cn(shape, "border-line bg-surface text-ink-2", className)}>{children}</span>;
}

/** A chip that filters: a link, so that the view is in the URL. */
export function ChipLink({ href, on, children }: { href: string; on: boolean; children: ReactNode }) {
  return (
    <Link
      href={href as Route}
      scroll={false}
      aria-current={on ? "true" : undefined}
      className={cn(
        shape,
        "min-h-6 py-0.5",
        on ? "border-accent bg-accent-soft text-accent" : "border-line bg-surface text-ink-2 hover:border-line-strong",
      )}
    >
      {children}
    </Link>
  );
}
