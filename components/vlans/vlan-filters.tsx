import { ChipLink } from "#components/ui/chip.tsx";
import { FilterChips, SearchForm } from "#components/ui/filters.tsx";
import type { VlanQuery } from "#lib/graph/vlans/view.ts";
import { vlansHref } from "./vlans-view.ts";

/** What the matrix shows, all of it in the URL. */
export function VlanFilters({ view }: { view: VlanQuery }) {
  const { text, only } = view;
  return (
    <search className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
      <SearchForm
        action="/topology/vlans"
        label="Number of a VLAN, or name of a host, bridge or guest"
        placeholder="VLAN, host, guest"
        text={text}
        kept={{ only: only === true ? "1" : undefined }}
      />
      <FilterChips
        label="Only"
        choices={[{ label: "what disagrees", on: only === true, href: vlansHref(view, { only: only === true ? undefined : true }) }]}
      />
      {(text !== undefined || only === true) && (
        <ChipLink href="/topology/vlans" on={false}>
          show all
        </ChipLink>
      )}
    </search>
  );
}
