import type { Declarations } from "#lib/facts/declared.ts";
import { parseReadings } from "#lib/facts/index.ts";
import { buildPart } from "#lib/graph/build-part.ts";
import { type Runbook, runbookOf } from "#lib/maintenance/runbook/runbook.ts";
import { db } from "./client.ts";
import { listDeclarations } from "./declarations.ts";
import { noSuchHost } from "./hosts.ts";

/** A host's runbook from its last snapshot. Throws `not-found`. */
export async function loadRunbook(hostId: string): Promise<Runbook> {
  const host = await db().host.findUnique({ where: { id: hostId }, select });
  if (host === null) throw noSuchHost();
  return runbookOfRow(host, await listDeclarations());
}

/** The runbooks of a window's hosts, in its order. */
export async function loadWindowRunbooks(windowId: string): Promise<Runbook[]> {
  const rows = await db().windowHost.findMany({ where: { windowId }, orderBy: { position: "asc" }, select: { host: { select } } });
  const declarations = await listDeclarations();
  const runbooks: Runbook[] = [];
  for (const { host } of rows) runbooks.push(await runbookOfRow(host, declarations));
  return runbooks;
}

const select = { name: true, lastSeenAt: true, snapshotId: true } as const;
type Row = { name: string; lastSeenAt: Date | null; snapshotId: string | null };

async function runbookOfRow(host: Row, declarations: Declarations): Promise<Runbook> {
  const stored =
    host.snapshotId === null ? null : await db().snapshot.findUnique({ where: { id: host.snapshotId }, select: { readings: true } });
  const readings = parseReadings(stored?.readings ?? {});
  return runbookOf({ host: host.name, seenAt: host.lastSeenAt, readings, part: buildPart(readings), declarations });
}
