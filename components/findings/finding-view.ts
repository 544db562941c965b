import type { Excerpt } from "#components/evidence/excerpt.ts";
import type { Finding } from "#lib/engine/judgement.ts";
import type { AcceptedFor } from "./accept-finding.tsx";

/** An incident as a finding names it. */
export interface Incident {
  id: string;
  title: string;
  /** Day of the incident, "2026-04-13"; null where it is not known. */
  date: string | null;
}

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
  incidents: Incident[];
}
