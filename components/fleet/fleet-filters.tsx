import { stateNames } from "#components/hosts/host-state.tsx";
import { ChipLink } from "#components/ui/chip.tsx";
import { FilterChips, SearchForm } from "#components/ui/filters.tsx";
import { type FleetView, fleetHref, isFiltered } from "./fleet-view.ts";

const severityChoices = [
  { value: "critical", label: "critical" },
  { value: "high", label: "high or worse" },
  { value: "medium", label: "medium or worse" },
] as const;
const stateChoices = ["unreachable", "denied", "keyChanged", "unvisited", "reachable"] as const;

/** What the list shows, all of it in the URL: works without scripts, and a view can be sent to a colleague. */
export function FleetFilters({ view }: { view: FleetView }) {
  const { severity, scenario, state, direction, sort } = view;
  return (
    <search className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
      <SearchForm
        action="/"
        label="Name, address, site or cluster"
        placeholder="Host, address, cluster"
        text={view.text}
        kept={{ severity, scenario, state, direction, sort: sort === "risk" ? undefined : sort }}
      />
      <FilterChips
        label="Findings"
        choices={severityChoices.map(({ value, label }) => {
          const on = severity === value;
          return { label, on, href: fleetHref(view, { severity: on ? undefined : value }) };
        })}
      />
      <FilterChips
        label="State"
        choices={stateChoices.map((each) => {
          const on = state === each;
          return { label: stateNames[each], on, href: fleetHref(view, { state: on ? undefined : each }) };
        })}
      />
      {isFiltered(view) && (
        <ChipLink href={fleetHref({ sort, direction }, {})} on={false}>
          show all
        </ChipLink>
      )}
    </search>
  );
}
