import Link from "next/link";
import type { ReactNode } from "react";
import { Finder } from "#components/finder/finder.tsx";
import { Logo } from "./logo.tsx";
import { NavItems } from "./nav-items.tsx";

/** Navigation at the side, above on a narrow screen; the page beside it. */
export function Shell({ foot, children }: { foot: ReactNode; children: ReactNode }) {
  return (
    <div className="min-h-dvh print:block md:grid md:grid-cols-[212px_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only z-50 rounded-control bg-ink px-3 py-2 text-bg focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <header className="flex print:hidden flex-wrap items-center gap-x-3 gap-y-1 border-line border-b bg-sunken px-3 py-2 md:sticky md:top-0 md:h-dvh md:flex-col md:flex-nowrap md:items-stretch md:gap-0.5 md:border-r md:border-b-0 md:px-2.5 md:py-3.5">
        <Link
          href="/"
          className="flex items-center gap-[9px] rounded-md px-1 py-0.5 font-[650] md:px-2 text-[15px] tracking-[-0.02em] md:mb-3.5"
        >
          <Logo className="size-5" />
          <span className="sr-only sm:not-sr-only">Bulkhead</span>
        </Link>
        <Finder />
        <NavItems />
        <div className="ml-auto text-ink-3 md:px-2 text-tiny leading-normal md:mt-auto md:ml-0 md:py-2">{foot}</div>
      </header>
      <main id="content" tabIndex={-1} className="min-w-0 max-w-[1480px] px-4 pt-[18px] pb-10 outline-none md:px-[26px]">
        {children}
      </main>
    </div>
  );
}
