import type { Route } from "next";
import Link from "next/link";
import { cn } from "#components/ui/cn.ts";

export const hostTabs = ["findings", "network", "storage", "hardware", "guests", "cluster", "not-read", "evidence"] as const;
export type HostTab = (typeof hostTabs)[number];

/** The part that the address asks for; the findings where it asks for none that there is. */
export function tabOf(asked: string | string[] | undefined): HostTab {
  return hostTabs.find((tab) => tab === asked) ?? "findings";
}

const names: Record<HostTab, string> = {
  findings: "Findings",
  network: "Network",
  storage: "Storage",
  hardware: "Hardware",
  guests: "Guests",
  cluster: "Cluster",
  "not-read": "Not read",
  evidence: "Evidence",
};

/** The parts of a host's page: links, so that each has an address. */
export function HostTabs({ hostId, tab, counts }: { hostId: string; tab: HostTab; counts: { [Tab in HostTab]?: number | undefined } }) {
  return (
    <nav aria-label="Parts of this host" className="mt-4 mb-3.5 overflow-x-auto border-line border-b">
      <ul className="flex gap-0.5">
        {hostTabs.map((each) => (
          <li key={each}>
            <Link
              href={`/hosts/${hostId}${each === "findings" ? "" : `?tab=${each}`}` as Route}
              aria-current={each === tab ? "page" : undefined}
              scroll={false}
              className={cn(
                "block whitespace-nowrap border-b-2 px-[11px] py-[7px] font-medium focus-visible:outline-offset-[-2px]",
                each === tab ? "border-ink text-ink" : "border-transparent text-ink-2 hover:text-ink",
              )}
            >
              {names[each]} {(counts[each] ?? 0) > 0 && <span className="ml-0.5 text-ink-3 text-tiny tabular-nums">{counts[each]}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
