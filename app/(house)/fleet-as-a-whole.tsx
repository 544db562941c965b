import { excerptsOf } from "#components/evidence/excerpt.ts";
import { FleetFindings } from "#components/fleet/fleet-findings.tsx";
import { loadFleetState } from "#lib/db/fleet-rules.ts";
import { loadLibrary } from "#lib/db/library.ts";
import { incidentsOf } from "#lib/postmortems/incidents-of.ts";

/** Which fact was missing says nothing more than why it was: there is one source for each. */
const aboutSource = /^(alertmanager|guests|prometheus) \w+: /;

/** Loads and shows what the rules say of the fleet as a whole. */
export async function FleetAsAWhole({ mayChange, now }: { mayChange: boolean; now: Date }) {
  const [state, library] = await Promise.all([loadFleetState(), loadLibrary()]);
  if (state === null) return null;
  const views = state.findings.map(({ id, openedAt, finding }) => ({
    id,
    finding,
    status: "open" as const,
    accepted: null,
    openedAt,
    unseenSince: null,
    points: 0,
    excerpts: excerptsOf(finding.evidence, new Map()),
    incidents: incidentsOf(finding, library.entries),
  }));
  const reasons = state.verdicts.flatMap(({ verdict, because }) =>
    verdict === "unknown" && because !== null ? [because.replace(aboutSource, "")] : [],
  );
  const undecided = [...new Set(reasons)].map((because) => ({ because, rules: reasons.filter((one) => one === because).length }));
  return <FleetFindings views={views} undecided={undecided} judgedAt={state.judgedAt} now={now} mayChange={mayChange} />;
}
