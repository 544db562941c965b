import { type FleetHost, type Headline, headlinesOf } from "#components/fleet/fleet-host.ts";
import { isFiltered } from "#components/fleet/fleet-view.ts";
import type { FixInWords } from "#components/fleet/help-most.tsx";
import { FleetQuery, listFleet, summariseFleet } from "#lib/db/fleet.ts";
import { type HostJudgement, loadFleetJudgement } from "#lib/db/fleet-judgement.ts";
import type { HostSummary } from "#lib/db/host-summary.ts";
import { fixesByEffect } from "#lib/engine/best-fix.ts";
import { readinessOf } from "#lib/engine/readiness.ts";
import { rules } from "#lib/rules/index.ts";

/** Everything that the fleet page shows. */
export interface FleetPage {
  view: FleetQuery;
  all: FleetHost[];
  shown: FleetHost[];
  headlines: Headline[];
  fixes: FixInWords[];
}

const shownFixes = 3;
const wholeFleet = 1000;

/** Loads the fleet as the query parameters ask for it; parameters that do not fit are left out. */
export async function loadFleetPage(parameters: Record<string, string | string[] | undefined>): Promise<FleetPage> {
  const single = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]));
  const view = FleetQuery.parse(single);
  const [hosts, judged, totals] = await Promise.all([listFleet({ ...view, limit: wholeFleet }), loadFleetJudgement(), summariseFleet()]);
  const everyone = isFiltered(view) ? await listFleet({ limit: wholeFleet }) : hosts;
  const all = everyone.map((host) => fleetHost(host, judged));
  const shown = isFiltered(view) ? hosts.map((host) => fleetHost(host, judged)) : all;
  return { view, all, shown, headlines: headlinesOf(all, totals), fixes: fixesInWords([...judged.values()]) };
}

function fleetHost(host: HostSummary, judged: ReadonlyMap<string, HostJudgement>): FleetHost {
  const judgement = judged.get(host.id);
  return { ...host, cells: readinessOf(judgement?.findings ?? [], judgement?.verdicts ?? []) };
}

function fixesInWords(judged: readonly HostJudgement[]): FixInWords[] {
  const hosts = judged.map(({ verdicts, ...host }) => ({ ...host, results: verdicts }));
  return fixesByEffect(hosts)
    .slice(0, shownFixes)
    .map(({ rule, hosts: helped, fingerprints }) => {
      const known = rules.find(({ id }) => id === rule);
      return { rule, hosts: helped, findings: fingerprints.length, title: known?.title ?? rule, firstStep: known?.remedy.steps[0] ?? rule };
    });
}
