import type { Alertmanager, AlertRoute, Label } from "#lib/facts/alertmanager.ts";
import type { Prometheus } from "#lib/facts/prometheus.ts";
import { deadmanName, isConstant, matchesAll } from "#lib/rules/shared/alert-routes.ts";
import { uniqueBy } from "#lib/rules/shared/wording.ts";

/** Labels of every alert that always fires: as it is held, as a rule makes it, or as a route names it. */
export function deadmenOf(alertmanager: Alertmanager, prometheus: Prometheus | undefined): Label[][] {
  const held = (alertmanager.alerts ?? []).map(({ labels }) => labels).filter((labels) => deadmanName.test(nameIn(labels)));
  const made = (prometheus?.rules ?? [])
    .filter(({ name, expression }) => deadmanName.test(name) || isConstant(expression))
    .map(({ name, labels }) => [...labels, { name: "alertname", value: name }]);
  const routed = alertmanager.routes.flatMap(({ matchers }) =>
    matchers
      .filter(({ label, operator }) => label === "alertname" && (operator === "=" || operator === "=~"))
      .flatMap(({ value }) => value.replace(/^\^?\(?|\)?\$?$/g, "").split("|"))
      .filter((name) => deadmanName.test(name))
      .map((name) => [
        { name: "alertname", value: name },
        { name: "severity", value: "none" },
      ]),
  );
  return uniqueBy([...held, ...made, ...routed], nameIn).slice(0, 8);
}

/** The alert's name. */
export function nameIn(labels: readonly Label[]): string {
  return labels.find(({ name }) => name === "alertname")?.value ?? "";
}

/** What keeps an alert from being told, in words; null where nothing does. */
export function mutedBy(labels: readonly Label[], routes: readonly AlertRoute[], { silences, alerts }: Alertmanager): string | null {
  if (silences?.some(({ state, matchers }) => state === "active" && matchers.length > 0 && matchesAll(matchers, labels) === true))
    return "is silenced";
  if (routes.every((route) => route.muteTimeIntervals.length + route.activeTimeIntervals.length > 0)) return "is mute at certain times";
  const held = alerts?.find((alert) => nameIn(alert.labels) === nameIn(labels));
  return held?.state === "suppressed" ? "is suppressed" : null;
}
