/** What is known of a report that is due before a window and not asked for yet. */
export interface PendingRun {
  /** The start of the window for which it is. */
  at: Date;
  createdAt: Date;
  checkAskedAt: Date | null;
  /** Null where the window is gone. */
  window: { startsAt: Date; endsAt: Date; closedAt: Date | null; cancelledAt: Date | null } | null;
  /** The last pre-check that was asked for. */
  lastCheck: { askedAt: Date; isOver: boolean } | null;
}

/** A pre-check of this age still says how the hosts are. */
const freshMs = 60 * 60_000;
/** So long a report waits for its pre-check although the window begins meanwhile. */
const shortestWaitMs = 2 * 60_000;
/** A pre-check decides within ten minutes, with or without the hosts that do not answer. */
const longestWaitMs = 12 * 60_000;

/**
 * What comes next for it: `forget` it where the window was moved, ended or called off, `check` the hosts afresh, `wait` for that, or `request`
 * the report. Once the window has begun nothing is checked: the post-check compares with how things were before the work.
 */
export function nextStep(
  { at, createdAt, checkAskedAt, window, lastCheck }: PendingRun,
  now: Date,
): "forget" | "check" | "wait" | "request" {
  if (window === null || window.cancelledAt !== null || window.closedAt !== null) return "forget";
  if (window.startsAt.getTime() !== at.getTime() || window.endsAt <= now) return "forget";
  const isFresh = lastCheck !== null && createdAt.getTime() - lastCheck.askedAt.getTime() < freshMs;
  if (isFresh && lastCheck.isOver) return "request";
  if (!isFresh && checkAskedAt === null) return now < window.startsAt ? "check" : "request";
  const askedMs = (checkAskedAt ?? createdAt).getTime();
  const patientUntil = Math.min(askedMs + longestWaitMs, Math.max(askedMs + shortestWaitMs, window.startsAt.getTime()));
  return now.getTime() < patientUntil ? "wait" : "request";
}
