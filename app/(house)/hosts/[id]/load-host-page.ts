import type { OpenSection } from "#components/evidence/evidence-panel.tsx";
import { excerptsOf, markLines } from "#components/evidence/excerpt.ts";
import type { FindingView } from "#components/findings/finding-view.ts";
import type { HostHead } from "#components/hosts/host-header.tsx";
import { loadEvidence } from "#lib/db/evidence.ts";
import type { HostFinding } from "#lib/db/findings.ts";
import { type HostDetail, loadHost } from "#lib/db/hosts.ts";
import { loadLibrary } from "#lib/db/library.ts";
import { unknownOf } from "#lib/db/snapshots.ts";
import { listVisits } from "#lib/db/visits.ts";
import type { Cite } from "#lib/facts/cite.ts";
import { plainTexts } from "#lib/plain-text.ts";
import { incidentsOf } from "#lib/postmortems/incidents-of.ts";
import type { LibraryEntry } from "#lib/postmortems/library.ts";
import { targetOf } from "#lib/reports/host/target.ts";

/** Everything that a host's page shows, whichever part of it is open. */
export interface HostPage extends HostDetail {
  head: HostHead;
  /** Standing findings with the lines that prove them. */
  views: FindingView[];
}

/** Lines of an output that are drawn at once: more would take the browser seconds. */
const maximumLines = 5000;

/** Loads a host with the output that its findings cite; what it said of itself is safe to look at. Throws `not-found`. */
export async function loadHostPage(id: string): Promise<HostPage> {
  const [detail, [lastVisit], library] = await Promise.all([loadHost(id), listVisits(id, 1), loadLibrary()]);
  const { host, findings } = detail;
  const snapshot = detail.snapshot && { ...detail.snapshot, readings: plainTexts(detail.snapshot.readings) };
  const texts =
    snapshot === null
      ? new Map<string, string>()
      : await textsOf(
          snapshot.id,
          findings.flatMap(({ finding }) => finding.evidence),
        );
  const views = findings.map((found) => findingView(found, texts, library.entries));
  const identity = snapshot?.readings.identity;
  const guests = snapshot?.readings.guests;
  const head: HostHead = {
    ...host,
    target: targetOf(host),
    durationMs: lastVisit?.status === "done" ? lastVisit.durationMs : null,
    identity: identity?.status === "ok" ? identity.value : null,
    guests: guests?.status === "ok" ? { all: guests.value.length, running: guests.value.filter((guest) => guest.running).length } : null,
    unknown: snapshot === null ? [] : unknownOf(snapshot),
  };
  return { ...detail, snapshot, head, views };
}

/** The output of one source in full, its telling lines marked; null where this host has no such source. */
export async function openSection({ snapshot, evidence, findings }: HostDetail, source: string | undefined): Promise<OpenSection | null> {
  const section = evidence.find((one) => one.source === source);
  if (snapshot === null || section === undefined) return null;
  const { text } = await loadEvidence(snapshot.id, section.source);
  const cites = findings.flatMap(({ finding }) => finding.evidence).filter((cite) => cite.source === source);
  const lines = markLines(text, cites);
  return { section, lines: lines.slice(0, maximumLines), hiddenLines: Math.max(0, lines.length - maximumLines) };
}

async function textsOf(snapshotId: string, cites: readonly Cite[]): Promise<Map<string, string>> {
  const sources = [...new Set(cites.map((cite) => cite.source))];
  const loaded = await Promise.all(sources.map((source) => loadEvidence(snapshotId, source).catch(() => null)));
  return new Map(sources.flatMap((source, index): [string, string][] => (loaded[index] ? [[source, loaded[index].text]] : [])));
}

function findingView(found: HostFinding, texts: ReadonlyMap<string, string>, library: readonly LibraryEntry[]): FindingView {
  const { id, finding, status, openedAt, unseenSince, points } = found;
  const excerpts = excerptsOf(finding.evidence, texts);
  return {
    id,
    finding,
    status,
    accepted: acceptedOf(found),
    openedAt,
    unseenSince,
    points,
    excerpts,
    incidents: incidentsOf(finding, library),
  };
}

function acceptedOf({ status, acceptedBy, acceptedReason, acceptedUntil }: HostFinding): FindingView["accepted"] {
  if (status !== "accepted") return null;
  return { by: acceptedBy ?? "somebody", reason: acceptedReason ?? "", until: acceptedUntil?.toISOString().slice(0, 10) ?? null };
}
