import { FindingRow } from "#components/findings/finding-row.tsx";
import type { FindingView } from "#components/findings/finding-view.ts";
import { scenarioNames } from "#components/findings/scenario.tsx";
import { SeverityWord } from "#components/findings/tone.tsx";
import { Card, Empty } from "#components/ui/card.tsx";
import { ChipLink } from "#components/ui/chip.tsx";
import { cn } from "#components/ui/cn.ts";
import { count } from "#components/ui/format.ts";
import type { VlanBridge } from "#lib/facts/bridge-vlans.ts";
import type { BridgeFault } from "#lib/reports/host/bridge-notes.ts";
import { type Scenario, scenarios } from "#lib/rules/rule.ts";
import { type Severity, severities } from "#lib/rules/severity.ts";
import { KnownGood } from "./known-good.tsx";
import { VlanCard } from "./vlan-card.tsx";

interface Props {
  hostId: string;
  views: readonly FindingView[];
  /** Only what this scenario sets off. */
  scenario: Scenario | null;
  /** Id of the finding that stands open; null for the first of a few, and none of many. */
  openFinding: string | null;
  bridges: readonly VlanBridge[];
  faults: ReadonlyMap<string, BridgeFault>;
  notes: ReadonlyMap<string, string>;
  readAtOf: (source: string) => Date | null;
  now: Date;
  unknownRules: number;
  mayChange: boolean;
  evidenceHref: (source: string) => string | null;
}

/** With more findings than this all stand closed: the first screen is to tell of all that is bad, not all of one thing. */
const fewFindings = 5;

/** What is open on this host, worst first; beside it the picture of what the findings are about. */
export function FindingsPanel({
  hostId,
  views,
  scenario,
  openFinding,
  bridges,
  faults,
  notes,
  readAtOf,
  now,
  unknownRules,
  mayChange,
  evidenceHref,
}: Props) {
  const shown = scenario === null ? views : views.filter(({ finding }) => finding.scenarios.includes(scenario));
  const changes = views.filter(({ finding, status }) => status === "open" && finding.rule.startsWith("change/")).length;
  const alone = openFinding === null && shown.length <= fewFindings ? shown[0]?.id : openFinding;
  const pictured = bridges.filter((bridge) => faults.has(bridge.name));
  return (
    <div className={cn("grid items-start gap-4", pictured.length > 0 && "two:grid-cols-[minmax(0,1.18fr)_minmax(0,1fr)]")}>
      <div className="grid min-w-0 gap-3">
        {mayChange && changes > 0 && (
          <KnownGood hostId={hostId}>
            {changes === 1 ? "1 finding is a change" : `${count(changes, "finding")} are changes`} since this host was last known to be
            good. If they are as intended, say so.
          </KnownGood>
        )}
        {views.length > 0 && <ScenarioFilter hostId={hostId} views={views} scenario={scenario} />}
        <Card>
          {shown.length === 0 ? (
            <Empty>{emptyWords(views.length, unknownRules)}</Empty>
          ) : (
            groupsOf(shown).map(({ severity, among }) => (
              <section key={severity ?? "accepted"} className="border-line border-b last:border-b-0">
                <GroupHeading severity={severity} findings={among.length} />
                {among.map((view) => (
                  <FindingRow
                    key={view.id}
                    view={view}
                    open={view.id === alone}
                    grouped
                    readAtOf={readAtOf}
                    now={now}
                    mayChange={mayChange}
                    evidenceHref={evidenceHref}
                  />
                ))}
              </section>
            ))
          )}
        </Card>
      </div>
      {pictured.length > 0 && (
        <div className="grid min-w-0 gap-4">
          {pictured.map((bridge) => (
            <VlanCard key={bridge.name} bridge={bridge} fault={faults.get(bridge.name) ?? null} notes={notes} />
          ))}
        </div>
      )}
    </div>
  );
}

/** What counts by severity, worst first; then, without one, what was accepted. */
function groupsOf(views: readonly FindingView[]): { severity: Severity | null; among: FindingView[] }[] {
  const among = (severity: Severity | null) =>
    views.filter((view) => (view.status === "accepted" ? null : view.finding.severity) === severity);
  return [...[...severities].reverse(), null]
    .map((severity) => ({ severity, among: among(severity) }))
    .filter((group) => group.among.length > 0);
}

function GroupHeading({ severity, findings }: { severity: Severity | null; findings: number }) {
  return (
    <h2 className="flex items-baseline gap-2 border-line border-b bg-sunken px-3.5 py-1.5 text-small">
      {severity === null ? <span className="text-ink-2">Accepted, not counted</span> : <SeverityWord severity={severity} />}
      <span className="font-normal text-ink-3 text-tiny tabular-nums">{findings}</span>
    </h2>
  );
}

function emptyWords(findings: number, unknownRules: number): string {
  if (findings > 0) return "No open finding is set off by this scenario.";
  if (unknownRules === 0) return "No known fault is open on this host, and every rule that applies could be decided.";
  return `No known fault is open on this host; ${count(unknownRules, "rule")} could not be decided, see Not read.`;
}

function ScenarioFilter({ hostId, views, scenario }: Pick<Props, "hostId" | "views" | "scenario">) {
  const present = scenarios.filter((each) => views.some(({ finding }) => finding.scenarios.includes(each)));
  return (
    <ul aria-label="Show what is set off by" className="flex flex-wrap gap-1.5">
      <li className="flex">
        <ChipLink href={`/hosts/${hostId}`} on={scenario === null}>
          all {views.length}
        </ChipLink>
      </li>
      {present.map((each) => (
        <li key={each} className="flex">
          <ChipLink href={`/hosts/${hostId}?scenario=${each}`} on={each === scenario}>
            {scenarioNames[each]} {views.filter(({ finding }) => finding.scenarios.includes(each)).length}
          </ChipLink>
        </li>
      ))}
    </ul>
  );
}
