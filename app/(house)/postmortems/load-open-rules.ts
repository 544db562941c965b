import type { NamedHost } from "#components/postmortems/here.ts";
import { loadFleetJudgement } from "#lib/db/fleet-judgement.ts";

/** Hosts with an open finding, by rule. */
export async function loadOpenRules(): Promise<Map<string, NamedHost[]>> {
  const open = new Map<string, NamedHost[]>();
  for (const { hostId, name, findings } of (await loadFleetJudgement()).values()) {
    for (const rule of new Set(findings.map((finding) => finding.rule))) open.set(rule, [...(open.get(rule) ?? []), { id: hostId, name }]);
  }
  return open;
}
