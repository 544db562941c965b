import type { Excerpt } from "#components/evidence/excerpt.ts";
import type { Finding } from "#lib/engine/judgement.ts";
import type { NamedIncident } from "#lib/postmortems/incidents-of.ts";
import type { AcceptedFor } from "./accept-finding.tsx";

/** A finding with everything that its page shows of it. */
export interface FindingView {
  id: string;
  finding: Finding;
  status: "open" | "accepted";
  accepted: AcceptedFor | null;
  openedAt: Date;
  /** When it was last seen; null while the last visit saw it. */
  unseenSince: Date | null;
  /** Its share of the host's score. */
  points: number;
  excerpts: Excerpt[];
  incidents: NamedIncident[];
}
