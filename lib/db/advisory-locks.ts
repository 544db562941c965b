/** Numbers of the advisory locks that we take in our database, all in one place: two of the same would wait for each other. */
export const advisoryLocks = {
  /** Taken while the first account is made. */
  firstAccount: 4_711_001,
  /** Held by a supervisor for as long as it runs on the database. */
  supervisor: 4_711_002,
  /** Held by the worker that judges the fleet. */
  fleet: 4_711_003,
} as const;
