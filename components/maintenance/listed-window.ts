import type { WindowState } from "#lib/maintenance/window.ts";

/** A window as the list shows it. */
export interface ListedWindow {
  id: string;
  title: string;
  state: WindowState;
  startsAt: Date;
  endsAt: Date;
  timeZone: string;
  closedAt: Date | null;
  cancelledAt: Date | null;
  hosts: readonly { name: string }[];
  /** How many actions are planned. */
  actions: number;
  /** All power is cut. */
  isEverything: boolean;
  /** How it was closed. */
  verdict: string | null;
  /** Verdicts of its last checks. */
  checks: { pre?: string; post?: string };
}

/** Windows by what they ask of the reader: act, know what comes, look back. What ends or begins next is first. */
export function sortedWindows<W extends Pick<ListedWindow, "state" | "startsAt" | "endsAt">>(windows: readonly W[]) {
  const of = (...states: WindowState[]) => windows.filter(({ state }) => states.includes(state));
  const byStart = (one: W, other: W) => one.startsAt.getTime() - other.startsAt.getTime();
  const byEnd = (one: W, other: W) => one.endsAt.getTime() - other.endsAt.getTime();
  return {
    overrun: of("overrun").sort(byEnd),
    running: of("running").sort(byEnd),
    planned: of("planned").sort(byStart),
    past: of("closed", "cancelled").sort((one, other) => byEnd(other, one)),
  };
}
