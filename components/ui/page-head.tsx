import type { Route } from "next";
import Link from "next/link";
import { Fragment, type ReactNode } from "react";

/** The line above a page: where it lies, its name, and what can be done here. */
export function PageHead({
  title,
  trail = [],
  badge,
  actions,
}: {
  title: ReactNode;
  trail?: { name: string; href: string }[];
  badge?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="mb-4 flex min-h-8 flex-wrap items-center gap-x-2.5 gap-y-2">
      {trail.length > 0 && (
        <nav aria-label="Where this page lies" className="font-medium text-ink-3">
          {trail.map((step) => (
            <Fragment key={step.href}>
              <Link href={step.href as Route} className="rounded-sm hover:text-ink">
                {step.name}
              </Link>
              <span aria-hidden> / </span>
            </Fragment>
          ))}
        </nav>
      )}
      <h1 className={trail.length > 0 ? "min-w-0 break-words text-[15px]" : undefined}>{title}</h1>
      {badge}
      {actions !== undefined && <div className="ml-auto flex flex-wrap items-center gap-2.5">{actions}</div>}
    </div>
  );
}
