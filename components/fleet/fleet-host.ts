import type { HostState } from "#components/hosts/host-state.tsx";
import { count, percent } from "#components/ui/format.ts";
import type { Score } from "#lib/engine/judgement.ts";
import type { ReadinessCell } from "#lib/graph/readiness/cell.ts";
import { plainLine } from "#lib/plain-text.ts";
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
  /** One cell for each scenario, in their order. */
  readiness: readonly ReadinessCell[];
}

const systemNames = { proxmox: "Proxmox", libvirt: "libvirt", linux: "Linux" } as const;

/** The grey line under a host's name: "Proxmox · cluster lab". */
export function hostLine(host: Pick<FleetHost, "system" | "clusterName" | "address">): string {
  const system = host.system === null ? host.address : systemNames[host.system];
  return host.clusterName === null ? system : `${system} · cluster ${plainLine(host.clusterName)}`;
}

/** One headline: a number and the sentence that gives it meaning. */
export interface Headline {
  figure: string;
  sentence: string;
  /** Where the answer is spelled out. */
  href?: string;
}

/** The whole fleet added up, whatever a filter or page shows of it. */
export interface FleetSums {
  hosts: number;
  /** Hosts whose last visit failed, or that wait for their first. */
  unseen: number;
  staysDown: number;
  returns: number;
  coverage: number;
  unknownRules: number;
  findings: Record<Severity, number>;
  hostsWith: Record<Severity, number>;
}

/** The answers at the head of the fleet page. */
export function headlinesOf(sums: FleetSums): Headline[] {
  const headlines = [comingBack(sums), worstFindings(sums), coverage(sums)];
  if (sums.unseen > 0)
    headlines.push({ figure: String(sums.unseen), sentence: `of ${count(sums.hosts, "host")} could not be read last time` });
  return headlines;
}

function comingBack({ staysDown, returns, hosts }: FleetSums): Headline {
  if (staysDown === 0) return { figure: `${returns} of ${hosts}`, sentence: "hosts are known to come back by themselves" };
  return {
    figure: String(staysDown),
    sentence: staysDown === 1 ? "host would not come back by itself" : "hosts would not come back by themselves",
  };
}

function worstFindings({ findings, hostsWith }: FleetSums): Headline {
  const severity = [...severities].reverse().find((each) => findings[each] > 0);
  if (severity === undefined) return { figure: "0", sentence: "open findings" };
  return {
    figure: String(findings[severity]),
    sentence: `${severity} ${findings[severity] === 1 ? "finding" : "findings"} on ${count(hostsWith[severity], "host")}`,
    href: `/?severity=${severity}`,
  };
}

function coverage({ coverage: share, unknownRules }: FleetSums): Headline {
  return { figure: percent(share), sentence: unknownRules === 0 ? "of rules decided" : `of rules decided; ${unknownRules} unknown` };
}
