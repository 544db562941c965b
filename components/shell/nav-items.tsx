"use client";

import { BookText, CalendarClock, FileText, LayoutGrid, ListChecks, Network, Play, Settings } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "#components/ui/cn.ts";

const items = [
  { href: "/", name: "Fleet", icon: LayoutGrid, under: /^\/($|hosts\/|changes)/ },
  { href: "/topology", name: "Topology", icon: Network, under: /^\/topology/ },
  { href: "/rehearse", name: "Rehearse", icon: Play, under: /^\/rehearse/ },
  { href: "/postmortems", name: "Postmortems", icon: BookText, under: /^\/postmortems/ },
  { href: "/maintenance", name: "Maintenance", icon: CalendarClock, under: /^\/maintenance/ },
  { href: "/reports", name: "Reports", icon: FileText, under: /^\/reports/ },
  { href: "/rules", name: "Rules", icon: ListChecks, under: /^\/rules/ },
  { href: "/settings/hosts", name: "Settings", icon: Settings, under: /^\/settings/ },
] as const;

/** The places there are, with the present one marked. */
export function NavItems() {
  const path = usePathname();
  return (
    <nav aria-label="Bulkhead" className="order-last w-full overflow-x-auto md:order-none md:w-auto">
      <ul className="flex gap-0.5 md:flex-col">
        {items.map(({ href, name, icon: Icon, under }) => {
          const on = under.test(path);
          return (
            <li key={href}>
              <Link
                href={href as Route}
                aria-current={on ? "page" : undefined}
                className={cn(
                  "flex items-center gap-[9px] rounded-md px-2 py-1.5 font-medium",
                  on ? "bg-surface text-ink inset-ring inset-ring-line" : "text-ink-2 hover:text-ink",
                )}
              >
                <Icon aria-hidden className="hidden size-[15px] flex-none sm:block" />
                {name}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
