import { WhatChanged } from "#components/fleet/what-changed.tsx";
import { listFleetDrift } from "#lib/db/fleet-drift.ts";

const shownVisits = 6;

/** Loads and shows what changed in the fleet: one indexed query, so the page waits for it and nothing moves. */
export async function WhatChangedNow({ now }: { now: Date }) {
  const { visits, totals } = await listFleetDrift({ since: "24h", limit: shownVisits }, now);
  return <WhatChanged visits={visits} totals={totals} now={now} />;
}
