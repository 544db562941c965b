/** Lanes of the script that reads a host, the most frequent first: calls of one run one after another, beside those of the others. */
export const lanes = ["fast", "slow", "hourly", "sixHourly", "daily"] as const;
export type Lane = (typeof lanes)[number];

/** How long readings of a lane stay good enough not to be read again, in seconds; 0 = read at every visit. */
export const laneSeconds: Readonly<Record<Lane, number>> = { fast: 0, slow: 0, hourly: 3600, sixHourly: 6 * 3600, daily: 24 * 3600 };
