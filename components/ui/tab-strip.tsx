"use client";

import type { Route } from "next";
import Link from "next/link";
import { useEffect, useRef } from "react";
import { cn } from "./cn.ts";

/** One tab: a link, so that each part has an address. */
export interface Tab {
  href: string;
  name: string;
  current: boolean;
  /** A number beside the name; nothing where it is 0. */
  count?: number | undefined;
}

/** Parts of a page side by side; where they do not fit they scroll, and the open one is always in sight. */
export function TabStrip({
  label,
  tabs,
  scroll = true,
  className,
}: {
  label: string;
  tabs: readonly Tab[];
  /** Whether opening a part goes to the top of the page. */
  scroll?: boolean;
  className?: string;
}) {
  const strip = useRef<HTMLElement>(null);
  const open = tabs.find(({ current }) => current)?.href;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another open tab is what it reacts to
  useEffect(() => {
    if (strip.current !== null) showCurrent(strip.current);
  }, [open]);
  return (
    <nav ref={strip} aria-label={label} className={cn("mb-3.5 overflow-x-auto border-line border-b", className)}>
      <ul className="flex gap-0.5">
        {tabs.map(({ href, name, current, count = 0 }) => (
          <li key={href}>
            <Link
              href={href as Route}
              aria-current={current ? "page" : undefined}
              scroll={scroll}
              className={cn(
                "block whitespace-nowrap border-b-2 px-[11px] py-[7px] font-medium focus-visible:outline-offset-[-2px]",
                current ? "border-ink text-ink" : "border-transparent text-ink-2 hover:text-ink",
              )}
            >
              {name} {count > 0 && <span className="ml-0.5 text-ink-3 text-tiny tabular-nums">{count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Scrolls sideways only: the page itself stays where it is. */
function showCurrent(strip: HTMLElement): void {
  const current = strip.querySelector("[aria-current]");
  if (current === null) return;
  const tab = current.getBoundingClientRect();
  const around = strip.getBoundingClientRect();
  strip.scrollLeft += tab.left + tab.width / 2 - (around.left + around.width / 2);
}
