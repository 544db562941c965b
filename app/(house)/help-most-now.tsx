import { type FixInWords, HelpMost } from "#components/fleet/help-most.tsx";
import { loadFleetJudgement } from "#lib/db/fleet-judgement.ts";
import { fixesByEffect } from "#lib/engine/best-fix.ts";
import { rules } from "#lib/rules/index.ts";

const shownFixes = 3;

/** Scores every host with open findings again without each rule's; takes its time in a large fleet, so the page does not wait for it. */
export async function HelpMostNow() {
  return <HelpMost fixes={await loadFixes()} />;
}

async function loadFixes(): Promise<FixInWords[]> {
  const judged = await loadFleetJudgement();
  const hosts = [...judged.values()].map(({ verdicts, ...host }) => ({ ...host, results: verdicts }));
  return fixesByEffect(hosts)
    .slice(0, shownFixes)
    .map(({ rule, concernedHosts, hosts: helped, fingerprints }) => {
      const known = rules.find(({ id }) => id === rule);
      return {
        rule,
        concernedHosts,
        hosts: helped,
        findings: fingerprints.length,
        title: known?.title ?? rule,
        firstStep: known?.remedy.steps[0] ?? rule,
      };
    });
}
