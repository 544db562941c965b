import type { StandingFinding } from "#components/vlans/standing-finding.ts";
import { loadSights } from "#lib/db/exposure.ts";

/** Rules that judge on one host what the matrix compares across hosts. */
const rules = [
  "bridge/pvid-mismatch-host-guests",
  "bridge/runtime-config-drift",
  "bridge/tag-on-unaware-bridge",
  "bridge/uplink-pvid-mismatch",
  "bridge/vlan-missing-on-uplink",
];

/** What these rules have found and stands, by host: where the matrix leads on. */
export async function loadStandingFindings(): Promise<StandingFinding[]> {
  const { hosts } = await loadSights(rules);
  return hosts.flatMap(({ hostId, findings }) =>
    hostId === null ? [] : findings.map(({ id, rule, subject }) => ({ id, hostId, rule, subject })),
  );
}
