import type { HostState } from "#components/hosts/host-state.tsx";
import { count, percent } from "#components/ui/format.ts";
import type { Score } from "#lib/engine/judgement.ts";
import type { ReadinessCell } from "#lib/engine/readiness.ts";
import { type Severity, severities } from "#lib/rules/severity.ts";

/** A host as the fleet page shows it. */
export interface FleetHost {
  id: string;
  name: string;
  address: string;
  system: "proxmox" | "libvirt" | "linux" | null;
  clusterName: string | null;
  state: HostState;
  paused: boolean;
  activeVisitId: string | null;
  lastError: { code: string; sentence: string } | null;
  lastVisitAt: Date | null;
  lastSeenAt: Date | null;
  risk: Pick<Score, "score" | "coverage" | "worstCase" | "sight"> | null;
  findings: Record<Severity, number>;
  unknownRules: number;
  cells: readonly ReadinessCell[];
}

export const systemNames = { proxmox: "Proxmox", libvirt: "libvirt", linux: "Linux" } as const;

/** The grey line under a host's name: "Proxmox · cluster lab". */
export function hostLine(host: Pick<FleetHost, "system" | "clusterName" | "address">): string {
  const system = host.system === null ? host.address : systemNames[host.system];
  return host.clusterName === null ? system : `${system} · cluster ${host.clusterName}`;
}

/** One headline: a number and the sentence that gives it meaning. */
export interface Headline {
  figure: string;
  sentence: string;
  /** Where the answer is spelled out. */
  href?: string;
}

/** Sums that rows cannot give: a finding of a cluster is one, however many hosts show it. */
export interface FleetTotals {
  findings: Record<Severity, number>;
}

/** The answers at the head of the fleet page; `hosts` are all hosts, not only those that a filter shows. */
export function headlinesOf(hosts: readonly FleetHost[], totals: FleetTotals): Headline[] {
  const visited = hosts.filter((host) => host.risk !== null);
  const headlines = [comingBack(hosts, visited), worstFindings(visited, totals), coverage(visited)];
  const unseen = hosts.filter((host) => host.state !== "reachable").length;
  if (unseen > 0) headlines.push({ figure: String(unseen), sentence: `of ${count(hosts.length, "host")} could not be read last time` });
  return headlines;
}

function comingBack(hosts: readonly FleetHost[], visited: readonly FleetHost[]): Headline {
  const toneOf = (host: FleetHost, scenario: string) => host.cells.find((cell) => cell.scenario === scenario)?.tone;
  const down = visited.filter((host) => toneOf(host, "reboot") === "critical" || toneOf(host, "power-loss") === "critical").length;
  if (down > 0)
    return {
      figure: String(down),
      sentence: down === 1 ? "host would not come back by itself" : "hosts would not come back by themselves",
    };
  const back = visited.filter((host) => toneOf(host, "reboot") === "holds").length;
  return { figure: `${back} of ${hosts.length}`, sentence: "hosts are known to come back by themselves" };
}

function worstFindings(visited: readonly FleetHost[], totals: FleetTotals): Headline {
  const severity = [...severities].reverse().find((each) => totals.findings[each] > 0);
  if (severity === undefined) return { figure: "0", sentence: "open findings" };
  const findings = totals.findings[severity];
  const hosts = visited.filter((host) => host.findings[severity] > 0).length;
  return {
    figure: String(findings),
    sentence: `${severity} ${findings === 1 ? "finding" : "findings"} on ${count(hosts, "host")}`,
    href: `/?severity=${severity}`,
  };
}

function coverage(visited: readonly FleetHost[]): Headline {
  const unknown = visited.reduce((sum, host) => sum + host.unknownRules, 0);
  const mean = visited.reduce((sum, host) => sum + (host.risk?.coverage ?? 0), 0) / Math.max(1, visited.length);
  return { figure: percent(mean), sentence: unknown === 0 ? "of rules decided" : `of rules decided; ${unknown} unknown` };
}
