import { scenarioNames } from "#components/findings/scenario.tsx";
import { ChipLink } from "#components/ui/chip.tsx";
import { FilterChips, SearchForm } from "#components/ui/filters.tsx";
import { scenarios } from "#lib/rules/rule.ts";
import { type RulesView, rulesHref } from "./rules-view.ts";

const severityWords = { critical: "critical", high: "high or worse", medium: "medium or worse" } as const;
const stateWords = { fails: "fail", unknown: "are unknown" } as const;

/** What the list of rules shows, all of it in the URL. */
export function RuleFilters({ view }: { view: RulesView }) {
  const { severity, scenario, state, text } = view;
  return (
    <search className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
      <SearchForm action="/rules" label="Words of a rule" placeholder="Word, id, family" text={text} kept={{ severity, scenario, state }} />
      <FilterChips
        label="That here"
        choices={(["fails", "unknown"] as const).map((each) => {
          const on = state === each;
          return { label: stateWords[each], on, href: rulesHref(view, { state: on ? undefined : each }) };
        })}
      />
      <FilterChips
        label="Severity"
        choices={(["critical", "high", "medium"] as const).map((each) => {
          const on = severity === each;
          return { label: severityWords[each], on, href: rulesHref(view, { severity: on ? undefined : each }) };
        })}
      />
      <FilterChips
        label="Set off by"
        choices={scenarios.map((each) => {
          const on = scenario === each;
          return { label: scenarioNames[each], on, href: rulesHref(view, { scenario: on ? undefined : each }) };
        })}
      />
      {rulesHref(view, {}) !== "/rules" && (
        <ChipLink href="/rules" on={false}>
          show all
        </ChipLink>
      )}
    </search>
  );
}
