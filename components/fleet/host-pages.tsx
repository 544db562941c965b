import type { Route } from "next";
import Link from "next/link";
import { type FleetView, fleetHref, pagesOf } from "./fleet-view.ts";

const step = "inline-flex min-h-8 items-center rounded-control border border-line-strong bg-surface px-[11px] font-medium hover:bg-sunken";

/** The pages before and after this one. Nothing is drawn while all hosts fit on one. */
export function HostPages({ view, total }: { view: FleetView; total: number }) {
  const pages = pagesOf(total);
  const page = view.page ?? 1;
  if (pages === 1) return null;
  return (
    <nav aria-label="Pages of hosts" className="flex flex-wrap items-center justify-between gap-3 border-line border-t px-3.5 py-2.5">
      <span className="text-ink-2 text-small tabular-nums">
        Page {page} of {pages}
      </span>
      <span className="flex gap-2.5">
        {page > 1 && (
          <Link rel="prev" href={fleetHref(view, { page: page - 1 }) as Route} className={step}>
            Previous
          </Link>
        )}
        {page < pages && (
          <Link rel="next" href={fleetHref(view, { page: page + 1 }) as Route} className={step}>
            Next
          </Link>
        )}
      </span>
    </nav>
  );
}
