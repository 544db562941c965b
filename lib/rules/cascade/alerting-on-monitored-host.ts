import type { Alertmanager } from "#lib/facts/alertmanager.ts";
import { type Declarations, staleAfterDays } from "#lib/facts/declared.ts";
import { defineRule, type Observation, Undecidable } from "#lib/rules/rule.ts";
import { fateAt } from "#lib/rules/shared/alert-routes.ts";
import { counted, listed } from "#lib/rules/shared/wording.ts";
import { alertCuts, commonFates } from "./parts/common-fate.ts";
import { sitesOf } from "./parts/fleet-sites.ts";
import { citesOf, type FleetView, namesOf, needsOf, placementCites, settled, viewOf, weakest } from "./parts/fleet-view.ts";

const dayMs = 86_400_000;

export const alertingOnMonitoredHost = defineRule({
  id: "cascade/alerting-on-monitored-host",
  title: "Every way of an alert goes down with what it should tell of",
  why: "The outage and the silence begin in the same second: the first to notice is a user, hours later.",
  scope: "fleet",
  scenarios: ["node-loss", "power-loss"],
  likelihood: 2,
  impact: 4,
  postmortems: ["pve-self-fence-unseen-nine-hours"],
  references: ["Prometheus: Alerting, practices"],
  needs: ["graph", "declared"],
  wants: ["alertmanager"],
  check({ graph, declared, alertmanager }, now) {
    const view = viewOf(graph);
    if (isHeardOutside(declared, alertmanager, now)) return [];
    const { paths, cuts } = alertCuts(view);
    const found =
      paths.length > 0
        ? cuts.length === 0
          ? []
          : [
              cutOf(
                view,
                paths,
                cuts.map(({ id }) => id),
              ),
            ]
        : guessed(view);
    if (found.length === 0 && paths.length === 0 && view.nodes.size > 0) throw new Undecidable("no host tells where its alerts go");
    return settled(view, found, ["guests", "routes"]);
  },
  remedy: {
    steps: [
      "Have somebody outside count the heartbeat of the alert chain, and call when it stops",
      "Have one public service checked from outside, and enter that under Declarations with the day on which it called",
      "Then run a second Alertmanager at another site",
    ],
    risk: "The same fault is told twice by two chains: say in the text of each where it comes from.",
    verify: "amtool check-config /etc/alertmanager/alertmanager.yml",
  },
});

/** A heartbeat that somebody outside counts, or a check from outside that was seen to call: ways that need nothing here. */
function isHeardOutside(declared: Declarations, alertmanager: Alertmanager | undefined, now: Date): boolean {
  if (alertmanager?.receivers.some(({ name }) => fateAt(name, alertmanager.receivers) === "counted")) return true;
  return declared.some(
    (one) =>
      one.kind === "external-probe" && one.lastFiredOn !== null && now.getTime() - Date.parse(one.declaredAt) <= staleAfterDays * dayMs,
  );
}

function cutOf(view: FleetView, paths: readonly string[], cuts: readonly string[]): Observation {
  const needs = paths.flatMap((path) => needsOf(view, path));
  return {
    subject: listed(namesOf(view, cuts)),
    key: [...cuts].sort().join(" "),
    title: `Nobody is told when ${listed(namesOf(view, cuts))} ${cuts.length === 1 ? "is" : "are"} gone`,
    observed: `${counted(paths.length, "way")} of an alert: ${listed(namesOf(view, paths))}; each needs ${listed(namesOf(view, cuts))}`,
    expected: "one way of an alert that is left whichever machine is gone",
    cite: citesOf(needs.flatMap(({ evidence }) => evidence)),
    confidence: weakest(needs.map(({ confidence }) => confidence)),
  };
}

/** Where no Alertmanager was read: guests that are called monitoring, all of a site on one machine. */
function guessed(view: FleetView): Observation[] {
  return sitesOf(view).all.flatMap(({ hosts, guests }): Observation[] => {
    const watching = guests.filter(({ roles, running }) => running && roles.includes("alerting"));
    const fates = commonFates(
      view,
      watching.map(({ id }) => id),
    );
    if (watching.length === 0 || hosts.length < 2 || fates.length === 0) return [];
    const names = listed(watching.map(({ name }) => name));
    return [
      {
        subject: listed(fates.map(({ name }) => name)),
        key: fates.map(({ id }) => id).join(" "),
        title: `Alerting seems to run on ${listed(fates.map(({ name }) => name))} alone`,
        observed: `${names} by name; ${counted(hosts.length, "host")} of the same site, and no check from outside is declared`,
        expected: "one way of an alert that is left whichever machine is gone",
        cite: citesOf(watching.flatMap(({ id }) => placementCites(view, id))),
        impact: 3,
        confidence: "suspected",
      },
    ];
  });
}
