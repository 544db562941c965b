import { groupNames } from "#components/changes/change-words.ts";
import { ChipLink } from "#components/ui/chip.tsx";
import { FilterChips } from "#components/ui/filters.tsx";
import { type ChangeGroup, changeGroups } from "#lib/engine/drift/change.ts";
import type { HostStatus } from "#lib/engine/drift/fleet/fold.ts";
import { plainLine } from "#lib/plain-text.ts";
import { type ChangesView, changesHref, isFiltered } from "./changes-view.ts";

const orders = [
  { by: "meaning", label: "by meaning" },
  { by: "host", label: "by host" },
] as const;
const effects = [
  { effect: "now", label: "in effect" },
  { effect: "waiting", label: "at the next reboot or restart" },
] as const;
export const statusNames: Record<HostStatus, string> = { changed: "changed", same: "as before", "not-compared": "not compared" };
const statuses = Object.keys(statusNames) as HostStatus[];

/** How the changes are listed and which of them, all of it in the URL. */
export function ChangeFilters({ view, groups }: { view: ChangesView; groups: Partial<Record<ChangeGroup, number>> }) {
  const shown = changeGroups.filter((group) => (groups[group] ?? 0) > 0 || view.group === group);
  const toggle = <Name extends "group" | "effect" | "status">(name: Name, value: ChangesView[Name]) => ({
    on: view[name] === value,
    href: changesHref(view, { [name]: view[name] === value ? undefined : value }),
  });
  return (
    <search className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
      <FilterChips
        label="Listed"
        choices={orders.map(({ by, label }) => ({ label, on: view.by === by, href: changesHref(view, { by, status: undefined }) }))}
      />
      {shown.length > 0 && (
        <FilterChips
          label="About"
          choices={shown.map((group) => ({ label: `${groupNames[group]} ${groups[group] ?? 0}`, ...toggle("group", group) }))}
        />
      )}
      <FilterChips label="Counts" choices={effects.map(({ effect, label }) => ({ label, ...toggle("effect", effect) }))} />
      {view.by === "host" && (
        <FilterChips label="Hosts" choices={statuses.map((status) => ({ label: statusNames[status], ...toggle("status", status) }))} />
      )}
      {view.words !== undefined && (
        <ChipLink href={changesHref(view, { words: undefined })} on>
          <span className="max-w-[40ch] truncate">only: {plainLine(view.words, 120)}</span>
        </ChipLink>
      )}
      {isFiltered(view) && (
        <ChipLink href={changesHref({ from: view.from, to: view.to, by: view.by })} on={false}>
          show all
        </ChipLink>
      )}
    </search>
  );
}
