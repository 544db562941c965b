import { type Declarations, staleAfterDays } from "#lib/facts/declared.ts";
import type { GraphNode } from "#lib/graph/model.ts";
import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { counted, listed } from "#lib/rules/shared/wording.ts";
import { type Site, sitesOf } from "./parts/fleet-sites.ts";
import { citesOf, type FleetView, placementCites, settled, viewOf } from "./parts/fleet-view.ts";

const dayMs = 86_400_000;

export const authOrSecretsColocated = defineRule({
  id: "cascade/auth-or-secrets-colocated",
  title: "Logins or passwords are kept on the machines that you need them to repair",
  why: "When those machines are down, the directory that checks your login and the vault that holds the passwords are down with them, and every login waits for a server that does not answer.",
  scope: "fleet",
  scenarios: ["node-loss", "dns-loss"],
  likelihood: 2,
  impact: 3,
  postmortems: ["guests-not-autostarted-2016", "kvm-pair-panic-reboot"],
  references: ["sssd.conf(5)"],
  needs: ["graph", "declared"],
  check({ graph, declared }, now) {
    const view = viewOf(graph);
    const found = sitesOf(view).all.flatMap((site) => observe(view, site, declared, now));
    return settled(view, found, ["guests"]);
  },
  remedy: {
    steps: [
      "Keep a local account with a password on paper for every host, switch and BMC, and try it once",
      "Keep the recovery keys of the vault outside of it",
      "Let logins give up on a silent server after a few seconds",
    ],
    risk: "An account that needs no directory is worth stealing: have its use told.",
    verify: "getent -s files passwd root",
  },
});

function observe(view: FleetView, { name, hosts, guests }: Site, declared: Declarations, now: Date): Observation[] {
  const named = guests.filter(({ roles }) => roles.includes("authentication") || roles.includes("secrets"));
  const numbered = new Set(named.map((guest) => numberOf(guest.name).join(" ")));
  const keepers = named.some((guest) => hasOtherElsewhere(guest, numbered)) ? [] : named;
  const exposed = [...new Set(keepers.flatMap(({ host }) => host ?? []))].filter((host) => !hasWayIn(host, declared, now)).sort();
  if (keepers.length === 0 || exposed.length === 0) return [];
  const off = keepers.filter(({ running }) => !running);
  const roles = [
    ...new Set(keepers.flatMap((guest) => guest.roles.filter((role) => role === "authentication" || role === "secrets"))),
  ].sort();
  return [
    {
      subject: listed(keepers.map((guest) => guest.name)),
      key: name,
      title: `${listed(roles)} of the site ${roles.length === 1 ? "is" : "are"} on ${listed(exposed)}, which nobody can repair without`,
      observed: [
        `${listed(
          keepers.map((guest) => `${guest.name} on ${guest.host}`),
          8,
        )}, by name`,
        ...(off.length > 0 ? [`${listed(off.map((guest) => guest.name))} off`] : []),
        `no console with a local account that was tried within ${staleAfterDays} days is declared for ${exposed.length === hosts.length ? counted(hosts.length, "host") : listed(exposed)}`,
      ].join("; "),
      expected: "a way in that needs neither directory nor vault, tried within half a year",
      cite: citesOf(keepers.flatMap(({ id }) => placementCites(view, id))),
      confidence: "suspected",
    },
  ];
}

/** A console with an account of its own that was tried, or a drill that went through it. */
function hasWayIn(host: string, declared: Declarations, now: Date): boolean {
  const isRecent = (on: string | null) => on !== null && now.getTime() - Date.parse(on) <= staleAfterDays * dayMs;
  return declared.some(
    (one) =>
      (one.host === host || one.host === null) &&
      ((one.kind === "out-of-band" && one.account !== null && isRecent(one.lastTestedOn)) ||
        (one.kind === "drill" && one.drill === "console" && one.worked && isRecent(one.on))),
  );
}

/** A replica, or the second of a set whose first is not here: another one stands where Bulkhead does not look. */
function hasOtherElsewhere({ name }: GraphNode, numbered: ReadonlySet<string>): boolean {
  if (/(^|[-_.])(replica|secondary|slave)/i.test(name)) return true;
  const [stem, number] = numberOf(name);
  const isLettered = /[-_][a-d]$/i.test(name.split(".")[0] ?? "");
  if (isLettered && ![1, 2, 3, 4].some((other) => other !== number && numbered.has(`${stem} ${other}`))) return true;
  return number > 1 && number < 10 && !numbered.has(`${stem} 1`);
}

/** "dc02" and "dc-b" are number 2 of "dc" and "dc-"; 0 for a name without one. */
function numberOf(name: string): [stem: string, number: number] {
  const [short = ""] = name.split(".");
  const [, lettered, letter] = /^(.*?[-_])([a-d])$/i.exec(short) ?? [];
  if (lettered !== undefined && letter !== undefined) return [lettered.toLowerCase(), letter.toLowerCase().charCodeAt(0) - 96];
  const [, stem = "", number = "0"] = /^(.*?[a-z][-_]?)(\d+)$/i.exec(short) ?? [];
  return [stem.toLowerCase(), Number(number)];
}
