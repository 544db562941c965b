/** Older than this before the work, a pre-check says how things were. */
const freshHours = 12;

/** Why a pre-check does not speak for the window as it is planned now, in one sentence; null where it does. */
export function staleReason(
  check: { askedAt: Date; isLast: boolean },
  window: { updatedAt: Date; state: string },
  now: Date,
): string | null {
  if (window.state === "closed" || window.state === "cancelled") return null;
  if (!check.isLast) return "This is an earlier pre-check: a later one says how things are.";
  if (check.askedAt < window.updatedAt) return "The window was planned otherwise since: run the pre-check again.";
  const hours = Math.floor((now.getTime() - check.askedAt.getTime()) / 3_600_000);
  if (window.state !== "planned" || hours < freshHours) return null;
  return `This pre-check is ${hours} h old: run it again right before you begin.`;
}
