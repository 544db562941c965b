import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import { Problem } from "#lib/problem.ts";
import { db } from "./client.ts";

const decompress = promisify(brotliDecompress);

/** One section of a snapshot's raw output, without the text. */
export interface EvidenceSection {
  /** The path or command line, as citations name it. */
  source: string;
  /** Lane of the script that it came in: tells how old it may be. */
  lane: string;
  status: string;
  exitStatus: number | null;
  /** First line of stderr where the section failed. */
  errorText: string;
  durationMs: number;
  sizeBytes: number;
}

/** The sections of a snapshot, in the order of the script. */
export async function listEvidence(snapshotId: string): Promise<EvidenceSection[]> {
  const rows = await db().snapshotEvidence.findMany({
    where: { snapshotId },
    orderBy: { position: "asc" },
    select: { ...sectionSelect, evidence: { select: { sizeBytes: true } } },
  });
  return rows.map(({ evidence, ...section }) => ({ ...section, sizeBytes: evidence.sizeBytes }));
}

/** The raw text of one source of a snapshot. Invalid UTF-8 shows as �. Throws `not-found`. */
export async function loadEvidence(snapshotId: string, source: string): Promise<EvidenceSection & { text: string }> {
  const row = await db().snapshotEvidence.findFirst({
    where: { snapshotId, source },
    orderBy: { position: "asc" },
    select: { ...sectionSelect, evidence: { select: { sizeBytes: true, compressed: true } } },
  });
  if (row === null) throw new Problem("not-found", "This snapshot has no output of that source.");
  const { evidence, ...section } = row;
  return { ...section, sizeBytes: evidence.sizeBytes, text: (await decompress(evidence.compressed)).toString("utf8") };
}

const sectionSelect = { source: true, lane: true, status: true, exitStatus: true, errorText: true, durationMs: true } as const;
