import type { Declaration, Declarations } from "#lib/facts/declared.ts";
import { staleAfterDays } from "#lib/facts/declared.ts";
import { inRanges, vlanRanges } from "./vlan-lists.ts";

/** What somebody said of the switch port that a card or bond hangs on. */
export type SwitchPort = Extract<Declaration, { kind: "switch-port" }>;

/** The newest word on the switch port of an interface; undefined where nobody said anything. */
export function switchPortOf(device: string, declared: Declarations): SwitchPort | undefined {
  return declared
    .filter((one): one is SwitchPort => one.kind === "switch-port" && one.interface === device)
    .sort((one, other) => (one.declaredAt < other.declaredAt ? 1 : -1))[0];
}

/** Whether it was said so long ago that cables may have moved since. */
export function isStale(declaration: { declaredAt: string }, now: Date): boolean {
  return now.getTime() - Date.parse(declaration.declaredAt) > staleAfterDays * 86_400_000;
}

/** Whether the switch takes a VLAN from this port; null where nobody said which it does. */
export function switchCarries({ nativeVlan, allowedVlans }: SwitchPort, vid: number): boolean | null {
  if (nativeVlan === vid) return true;
  return allowedVlans === null ? null : inRanges(vlanRanges(allowedVlans), vid);
}

/** "port 12 of sw1, declared by ops@example.org on 2026-05-01". */
export function describeSwitchPort({ switch: name, port, declaredBy, declaredAt }: SwitchPort): string {
  return `port ${port} of ${name}, declared by ${declaredBy} on ${declaredAt.slice(0, 10)}`;
}
