import { type Lane, laneSeconds, lanes } from "#lib/lanes.ts";

/** A lane is due a little early, so that a visit a few seconds before the hour does not put it off by a whole interval. */
const early = 0.95;

/** Lanes whose readings are too old at `now`, or that were never read; `everything` asks for all. The times are in the future where a clock was set back: due. */
export function dueLanes(readAt: Readonly<Record<string, Date>>, now: Date, everything = false): Lane[] {
  return lanes.filter((lane) => {
    const last = readAt[lane];
    if (everything || last === undefined || laneSeconds[lane] === 0 || last > now) return true;
    return now.getTime() - last.getTime() >= laneSeconds[lane] * early * 1000;
  });
}

/** The lanes that a visit left out. */
export function otherLanes(read: readonly Lane[]): Lane[] {
  return lanes.filter((lane) => !read.includes(lane));
}
