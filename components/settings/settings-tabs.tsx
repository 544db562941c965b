import type { Route } from "next";
import Link from "next/link";
import { cn } from "#components/ui/cn.ts";

const places = [
  { href: "/settings/hosts", name: "Hosts" },
  { href: "/settings/declared", name: "Declared facts" },
  { href: "/settings/sources", name: "Alert sources" },
  { href: "/settings/access", name: "What runs on a host" },
] as const;

/** The parts of the settings. */
export function SettingsTabs({ at }: { at: (typeof places)[number]["href"] }) {
  return (
    <nav aria-label="Settings" className="mb-3.5 border-line border-b">
      <ul className="flex gap-0.5 overflow-x-auto">
        {places.map((place) => (
          <li key={place.href}>
            <Link
              href={place.href as Route}
              aria-current={place.href === at ? "page" : undefined}
              className={cn(
                "block whitespace-nowrap border-b-2 px-[11px] py-[7px] font-medium focus-visible:outline-offset-[-2px]",
                place.href === at ? "border-ink text-ink" : "border-transparent text-ink-2 hover:text-ink",
              )}
            >
              {place.name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
