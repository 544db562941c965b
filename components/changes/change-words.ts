import type { Change, ChangeGroup } from "#lib/engine/drift/change.ts";
import { changeGroups } from "#lib/engine/drift/change.ts";

/** What people call the groups. */
export const groupNames: Record<ChangeGroup, string> = {
  boot: "Boot",
  storage: "Storage",
  network: "Network",
  guests: "Guests",
  cluster: "Cluster",
  hardware: "Hardware",
  software: "Software",
  backups: "Backups",
  alerts: "Alerts",
  access: "Access",
};

/** Changes by what they are about, in the order of the groups; inside a group as they came. */
export function byGroup(changes: readonly Change[]): { group: ChangeGroup; among: Change[] }[] {
  return changeGroups
    .map((group) => ({ group, among: changes.filter((change) => change.group === group) }))
    .filter(({ among }) => among.length > 0);
}

/** The labels of a change with both values, "–" where there was none. */
export function valuesOf({ before, now }: Pick<Change, "before" | "now">): { label: string; before: string; now: string }[] {
  const labels = [...new Set([...Object.keys(before ?? {}), ...Object.keys(now ?? {})])];
  return labels.map((label) => ({ label, before: before?.[label] ?? "–", now: now?.[label] ?? "–" }));
}
