import { Chip } from "#components/ui/chip.tsx";
import { scenarioNames } from "#lib/reports/words.ts";
import type { Scenario } from "#lib/rules/rule.ts";

export { scenarioNames };

/** What sets a finding off, one chip each. */
export function ScenarioChips({ scenarios }: { scenarios: readonly Scenario[] }) {
  return (
    <ul aria-label="Set off by" className="flex flex-wrap gap-1.5">
      {scenarios.map((scenario) => (
        <li key={scenario} className="flex">
          <Chip>{scenarioNames[scenario]}</Chip>
        </li>
      ))}
    </ul>
  );
}
