import { parseReadings } from "#lib/facts/index.ts";
import { buildPart } from "#lib/graph/build-part.ts";
import { type Runbook, runbookOf } from "#lib/maintenance/runbook/runbook.ts";
import { db } from "./client.ts";
import { listDeclarations } from "./declarations.ts";
import { noSuchHost } from "./hosts.ts";

/** A host's runbook from its last snapshot. Throws `not-found`. */
export async function loadRunbook(hostId: string): Promise<Runbook> {
  const host = await db().host.findUnique({ where: { id: hostId }, select: { name: true, lastSeenAt: true, snapshotId: true } });
  if (host === null) throw noSuchHost();
  const stored =
    host.snapshotId === null ? null : await db().snapshot.findUnique({ where: { id: host.snapshotId }, select: { readings: true } });
  const readings = parseReadings(stored?.readings ?? {});
  const declarations = await listDeclarations();
  return runbookOf({ host: host.name, seenAt: host.lastSeenAt, readings, part: buildPart(readings), declarations });
}
