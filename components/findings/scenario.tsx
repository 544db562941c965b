import { Chip } from "#components/ui/chip.tsx";
import type { Scenario } from "#lib/rules/rule.ts";

/** What people call the scenarios. */
export const scenarioNames: Record<Scenario, string> = {
  reboot: "Reboot",
  "power-loss": "Power loss",
  "nas-loss": "Storage loss",
  "dns-loss": "DNS loss",
  "node-loss": "Node loss",
  "network-change": "Network change",
  "hardware-fault": "Hardware fault",
  "guest-restart": "Guest restart",
};

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
