import { Search } from "lucide-react";
import { stateNames } from "#components/hosts/host-state.tsx";
import { Button } from "#components/ui/button.tsx";
import { ChipLink } from "#components/ui/chip.tsx";
import { type FleetView, fleetHref, isFiltered } from "./fleet-view.ts";

const severityChoices = [
  { value: "critical", label: "critical" },
  { value: "high", label: "high or worse" },
  { value: "medium", label: "medium or worse" },
] as const;
const stateChoices = ["unreachable", "denied", "keyChanged", "unvisited", "reachable"] as const;

/** What the list shows, all of it in the URL: works without scripts, and a view can be sent to a colleague. */
export function FleetFilters({ view }: { view: FleetView }) {
  const kept = { severity: view.severity, scenario: view.scenario, state: view.state, direction: view.direction };
  return (
    <search className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
      <form action="/" className="flex items-center gap-1.5">
        <label className="flex min-h-8 w-56 items-center gap-2 rounded-control border border-line bg-surface px-2.5 text-ink-3 focus-within:border-accent">
          <Search aria-hidden className="size-[15px] flex-none" />
          <span className="sr-only">Name, address, site or cluster</span>
          <input
            type="search"
            name="text"
            defaultValue={view.text}
            placeholder="Host, address, cluster"
            className="w-full bg-transparent text-ink outline-none placeholder:text-ink-3"
          />
        </label>
        {Object.entries(kept).map(([name, value]) => value !== undefined && <input key={name} type="hidden" name={name} value={value} />)}
        {view.sort !== "risk" && <input type="hidden" name="sort" value={view.sort} />}
        <Button type="submit">Show</Button>
      </form>
      <Choices
        label="Findings"
        view={view}
        choices={severityChoices.map(({ value, label }) => ({ label, on: view.severity === value, change: { severity: value } }))}
        off={{ severity: undefined }}
      />
      <Choices
        label="State"
        view={view}
        choices={stateChoices.map((state) => ({ label: stateNames[state], on: view.state === state, change: { state } }))}
        off={{ state: undefined }}
      />
      {isFiltered(view) && (
        <ChipLink href={fleetHref({ sort: view.sort, direction: view.direction }, {})} on={false}>
          show all
        </ChipLink>
      )}
    </search>
  );
}

function Choices({
  label,
  view,
  choices,
  off,
}: {
  label: string;
  view: FleetView;
  choices: { label: string; on: boolean; change: Partial<FleetView> }[];
  off: Partial<FleetView>;
}) {
  return (
    <ul aria-label={label} className="flex flex-wrap items-center gap-1.5">
      <li aria-hidden className="mr-0.5 text-ink-3 text-small">
        {label}
      </li>
      {choices.map((choice) => (
        <li key={choice.label} className="flex">
          <ChipLink href={fleetHref(view, choice.on ? off : choice.change)} on={choice.on}>
            {choice.label}
          </ChipLink>
        </li>
      ))}
    </ul>
  );
}
