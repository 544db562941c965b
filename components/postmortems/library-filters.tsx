import { scenarioNames } from "#components/findings/scenario.tsx";
import { ChipLink } from "#components/ui/chip.tsx";
import { FilterChips, SearchForm } from "#components/ui/filters.tsx";
import { exposureAnswers } from "#lib/engine/exposure.ts";
import { scenarios } from "#lib/rules/rule.ts";
import { exposureWords } from "./exposure-words.tsx";
import { type LibraryView, libraryHref } from "./library-view.ts";

/** What the library shows, all of it in the URL. */
export function LibraryFilters({ view, hasOwn }: { view: LibraryView; hasOwn: boolean }) {
  const { exposure, scenario, own, text } = view;
  return (
    <search className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
      <SearchForm
        action="/postmortems"
        label="Words of an incident"
        placeholder="Word, system, rule"
        text={text}
        kept={{ exposure, scenario, own: own === true ? "1" : undefined }}
      />
      <FilterChips
        label="This fleet is"
        choices={exposureAnswers.map((each) => {
          const on = exposure === each;
          return { label: exposureWords[each], on, href: libraryHref(view, { exposure: on ? undefined : each }) };
        })}
      />
      <FilterChips
        label="Set off by"
        choices={scenarios.map((each) => {
          const on = scenario === each;
          return { label: scenarioNames[each], on, href: libraryHref(view, { scenario: on ? undefined : each }) };
        })}
      />
      {hasOwn && (
        <FilterChips
          label="From"
          choices={[{ label: "this house", on: own === true, href: libraryHref(view, { own: own === true ? undefined : true }) }]}
        />
      )}
      {libraryHref(view, {}) !== "/postmortems" && (
        <ChipLink href="/postmortems" on={false}>
          show all
        </ChipLink>
      )}
    </search>
  );
}
