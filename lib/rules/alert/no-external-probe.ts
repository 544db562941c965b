import { staleAfterDays } from "#lib/facts/declared.ts";
import { defineRule, NotApplicable, type Observation } from "#lib/rules/rule.ts";
import { fateAt } from "#lib/rules/shared/alert-routes.ts";

const dayMs = 86_400_000;

export const noExternalProbe = defineRule({
  id: "alert/no-external-probe",
  title: "Nothing outside the site checks that the site is alive",
  why: "When the power, the router or the line is gone, nothing inside can call out. Without a check from elsewhere the first to notice is a user.",
  scope: "fleet",
  scenarios: ["power-loss", "network-change"],
  likelihood: 2,
  impact: 4,
  postmortems: ["pve-self-fence-unseen-nine-hours", "vps-nic-renamed-by-display-removal"],
  references: ["Prometheus: Alerting, practices"],
  needs: ["declared", "fleet"],
  wants: ["alertmanager"],
  check({ declared, fleet, alertmanager }, now) {
    if (fleet.length === 0) throw new NotApplicable("no host is entered yet");
    const probes = declared.filter((one) => one.kind === "external-probe");
    if (probes.length === 0)
      return [missing(alertmanager?.receivers.some(({ name }) => fateAt(name, alertmanager.receivers) === "counted") ?? false)];
    return probes.flatMap((probe): Observation[] => {
      const days = Math.floor((now.getTime() - Date.parse(probe.declaredAt)) / dayMs);
      const fired = probe.lastFiredOn !== null;
      if (fired && days <= staleAfterDays) return [];
      return [
        {
          subject: probe.target,
          title: fired
            ? `The check of ${probe.target} was last confirmed over ${staleAfterDays} days ago`
            : `Nobody has seen the check of ${probe.target} call anybody`,
          observed: fired
            ? `${probe.declaredBy} said on ${probe.declaredAt.slice(0, 10)} that ${probe.checkedBy} checks it`
            : `${probe.checkedBy} checks it, says ${probe.declaredBy}; a day on which it fired is not known`,
          expected: "a check from outside that was seen to call somebody within half a year",
          cite: [],
          impact: 2,
          likelihood: 2,
        },
      ];
    });
  },
  remedy: {
    steps: [
      "Have something on another network check one public service of the site (UptimeRobot, a provider's monitor, an Uptime Kuma on a VPS)",
      "Let it call by mail and phone; then stop the service for longer than its grace and wait for the call",
      "Enter the check under Declarations, with the day on which it fired",
    ],
    risk: "Do not open an internal service to the Internet only to have it checked: send a heartbeat out instead.",
    verify: "curl -fsS https://TARGET",
  },
});

/** A heartbeat tells that the alerting lives, and nothing of the services. */
function missing(heartbeat: boolean): Observation {
  return {
    subject: "the site",
    key: "none",
    ...(heartbeat ? { title: "A heartbeat leaves the site, but nothing outside checks its services" } : {}),
    observed: heartbeat ? "no check from outside is declared; Alertmanager pings a service outside" : "no check from outside is declared",
    expected: "one public service of the site that is checked from another network",
    cite: [],
    impact: heartbeat ? 3 : 4,
  };
}
