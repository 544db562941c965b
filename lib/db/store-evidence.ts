import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { type Db, db } from "./client.ts";
import { storableText } from "./json.ts";

const compress = promisify(brotliCompress);

/** Quality 5 takes a few milliseconds for 100 KB and leaves about a tenth of it. */
const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } };

/** One section of a visit's script as it came in (collectors/probe.ts). */
export interface RawSection {
  source: string;
  /** Lane of the script that it came in. */
  lane: string;
  status: string;
  exitStatus: number | null;
  text: string;
  errorText: string;
  durationMs: number;
}

export interface CompressedSection extends Omit<RawSection, "text"> {
  /** SHA-256 of the bytes, hexadecimal. */
  hash: string;
  sizeBytes: number;
  /** Null where the database has these bytes already. */
  compressed: Uint8Array<ArrayBuffer> | null;
}

/** Hashes every section and compresses those that no host has ever said before. Runs before the transaction: it takes time, not locks. */
export async function compressSections(sections: readonly RawSection[]): Promise<CompressedSection[]> {
  const hashed = sections.map(({ text, ...section }) => {
    const bytes = Buffer.from(text, "utf8");
    return { ...section, bytes, hash: createHash("sha256").update(bytes).digest("hex") };
  });
  const hashes = [...new Set(hashed.map((section) => section.hash))];
  const stored = await db().evidence.findMany({ where: { hash: { in: hashes } }, select: { hash: true } });
  const have = new Set(stored.map((row) => row.hash));
  const compressed: CompressedSection[] = [];
  // One at a time: each compressor holds megabytes while it waits for a thread, and many visits end together.
  for (const { bytes, ...section } of hashed) {
    const isNew = !have.has(section.hash);
    have.add(section.hash);
    compressed.push({
      ...section,
      sizeBytes: bytes.byteLength,
      compressed: isNew ? new Uint8Array(await compress(bytes, options)) : null,
    });
  }
  return compressed;
}

/** Which evidence of an earlier snapshot still holds: everything but what came in these lanes. */
export interface KeptEvidence {
  from: string;
  exceptLanes: readonly string[];
}

/**
 * Stores the sections of one snapshot, each distinct text once, and after them what is kept of an earlier one. Ordered by hash, so that
 * two workers never wait for each other in a ring.
 */
export async function storeEvidence(
  tx: Db,
  snapshotId: string,
  sections: readonly CompressedSection[],
  kept: KeptEvidence | null = null,
): Promise<void> {
  const fresh = sections.flatMap(({ hash, sizeBytes, compressed }) => (compressed === null ? [] : [{ hash, sizeBytes, compressed }]));
  fresh.sort((one, other) => (one.hash < other.hash ? -1 : 1));
  await tx.evidence.createMany({ data: fresh, skipDuplicates: true });
  await tx.snapshotEvidence.createMany({
    data: sections.map(({ source, lane, status, exitStatus, durationMs, errorText, hash }, position) => ({
      snapshotId,
      position,
      lane,
      source: storableText(source),
      status,
      exitStatus,
      durationMs: Math.round(durationMs),
      errorText: storableText(errorText),
      hash,
    })),
  });
  if (kept === null) return;
  const where = { snapshotId: kept.from, lane: { notIn: [...kept.exceptLanes] } };
  const rows = await tx.snapshotEvidence.findMany({ where, orderBy: { position: "asc" } });
  await tx.snapshotEvidence.createMany({
    data: rows.map((row, index) => ({ ...row, snapshotId, position: sections.length + index })),
  });
}
