import type { Route } from "next";
import Link from "next/link";

const step = "inline-flex min-h-8 items-center rounded-control border border-line-strong bg-surface px-[11px] font-medium hover:bg-sunken";

/** The pages of a list before and after this one. Nothing is drawn while everything fits on one. */
export function Pages({ label, page, pages, hrefOf }: { label: string; page: number; pages: number; hrefOf: (page: number) => string }) {
  if (pages === 1) return null;
  return (
    <nav aria-label={label} className="flex flex-wrap items-center justify-between gap-3 border-line border-t px-3.5 py-2.5">
      <span className="text-ink-2 text-small tabular-nums">
        Page {page} of {pages}
      </span>
      <span className="flex gap-2.5">
        {page > 1 && (
          <Link rel="prev" href={hrefOf(page - 1) as Route} className={step}>
            Previous
          </Link>
        )}
        {page < pages && (
          <Link rel="next" href={hrefOf(page + 1) as Route} className={step}>
            Next
          </Link>
        )}
      </span>
    </nav>
  );
}
