import { expect, it } from "vitest";
import type { WindowState } from "#lib/maintenance/window.ts";
import { sortedWindows } from "./listed-window.ts";

const window = (name: string, state: WindowState, startHour: number, endHour: number) => ({
  name,
  state,
  startsAt: new Date(Date.UTC(2026, 0, 1, startHour)),
  endsAt: new Date(Date.UTC(2026, 0, 1, endHour)),
});

it("windows stand by what they ask of the reader, the next turn first", () => {
  const sorted = sortedWindows([
    window("later", "planned", 20, 21),
    window("next", "planned", 18, 23),
    window("old", "closed", 1, 2),
    window("off", "cancelled", 3, 4),
    window("ends late", "running", 9, 17),
    window("ends soon", "running", 10, 16),
    window("late", "overrun", 5, 8),
    window("very late", "overrun", 5, 7),
  ]);
  const names = Object.entries(sorted).map(([kind, all]) => [kind, all.map(({ name }) => name)]);
  expect(Object.fromEntries(names)).toEqual({
    overrun: ["very late", "late"],
    running: ["ends soon", "ends late"],
    planned: ["next", "later"],
    past: ["off", "old"],
  });
});
