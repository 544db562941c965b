import type { Logger } from "pino";
import { dueLanes } from "#collectors/cadence.ts";
import { loadContact } from "#lib/db/contact.ts";
import { loadContext } from "#lib/db/context.ts";
import { quietReason } from "#lib/db/maintenance.ts";
import type { VisitJob } from "#lib/db/queue.ts";
import { recordVisit, recordVisitFailure, type Settle, type VisitFailure } from "#lib/db/record-visit.ts";
import { type BegunVisit, beginVisit, noteProgress, returnVisit } from "#lib/db/run-visit.ts";
import type { RawSection } from "#lib/db/store-evidence.ts";
import { loadHostAccess, type StoredAccess } from "#lib/db/stored-access.ts";
import { loadVisitBasis, type VisitBasis } from "#lib/db/visit-basis.ts";
import type { VisitProgress } from "#lib/db/visits.ts";
import { evaluateRules, judgeHost } from "#lib/engine/evaluate.ts";
import { hostRules } from "#lib/engine/judge-fleet.ts";
import type { Readings } from "#lib/facts/index.ts";
import type { Lane } from "#lib/lanes.ts";
import { Problem } from "#lib/problem.ts";
import type { JobInHand } from "./job-pump.ts";

/** How often progress is written while a visit runs. */
const progressEveryMs = 300;

/** What came of going to a host: what it said, or why nothing could be read. */
export type VisitResult =
  | { status: "read"; readings: Readings; sections: readonly RawSection[]; lanes: readonly Lane[] }
  | ({ status: "failed" } & Pick<VisitFailure, "code" | "sentence" | "state">);

/** Goes to a host and reads it. Rejects only where this process is at fault, or when `signal` is aborted. */
export type VisitHost = (access: StoredAccess, options: VisitOptions) => Promise<VisitResult>;

export interface VisitOptions {
  signal: AbortSignal;
  onProgress(progress: VisitProgress): void;
  /** The lanes that are due. */
  lanes: readonly Lane[];
  /** The boot that was seen last: another one has everything read. */
  bootId: string | null;
}

/**
 * One visit, from the queue to the database. The job is settled in the transaction that records the visit, so a worker that is killed
 * leaves the old state and the job, or the new state and no job.
 */
export async function runVisitJob(
  job: JobInHand<VisitJob>,
  visitHost: VisitHost,
  settle: Settle,
  log: Logger,
  clock: () => Date = () => new Date(),
): Promise<void> {
  const visit = await beginVisit(job.data.visitId, clock());
  if (visit === null) return;
  const progress = progressWriter(visit, log);
  try {
    const access = await loadHostAccess(visit.hostId);
    const basis = await loadVisitBasis(visit.hostId, visit.visitId);
    const lanes = dueLanes(basis.readings === null ? {} : basis.lanesReadAt, clock(), basis.onDemand);
    const result = await visitHost(access, { signal: job.signal, onProgress: progress.note, lanes, bootId: basis.bootId });
    job.signal.throwIfAborted();
    await progress.end();
    await record(visit, basis, result, settle, clock());
    log.info({ host: access.hostId, visit: visit.visitId, outcome: result.status === "failed" ? result.code : "read" }, "visited");
  } catch (error) {
    await progress.end();
    if (error instanceof Problem && (error.code === "conflict" || error.code === "not-found")) {
      log.info({ visit: visit.visitId, because: error.message }, "a visit was dropped");
      return;
    }
    await returnVisit(visit);
    throw error;
  }
}

async function record(visit: BegunVisit, basis: VisitBasis, result: VisitResult, settle: Settle, finishedAt: Date): Promise<void> {
  const { hostId } = visit;
  const tried = { ...visit, finishedAt, durationMs: finishedAt.getTime() - visit.startedAt.getTime() };
  const contact = await loadContact(hostId, result.status === "failed" ? result : null, finishedAt);
  if (result.status === "failed") {
    const { code, sentence, state } = result;
    const readings = basis.readings ?? {};
    const context = await loadContext({ hostId, readings, contact }, finishedAt);
    const results = evaluateRules(readings, { hostId, context }, finishedAt, contactRules);
    await recordVisitFailure({ ...tried, code, sentence, state, results }, settle);
    return;
  }
  const { sections, lanes } = result;
  const readings = { ...basis.readings, ...result.readings };
  const context = await loadContext({ hostId, readings, contact }, finishedAt);
  const quiet = await quietReason(hostId, finishedAt);
  const judgement = judgeHost(readings, { hostId, context, quiet }, finishedAt, hostRules);
  await recordVisit({ ...tried, readings, sections, lanes, judgement }, settle);
}

/** Rules that have something to say of a host because it could not be reached. */
const contactRules = hostRules.filter((rule) => rule.needs.includes("contact"));

/** Writes the latest progress now and then; never two at once, and a database that is slow for a moment slows no visit. */
function progressWriter(visit: BegunVisit, log: Logger) {
  let latest: VisitProgress | null = null;
  let writing = Promise.resolve();
  const write = () => {
    const progress = latest;
    latest = null;
    if (progress === null) return;
    writing = writing.then(() => noteProgress(visit, progress)).catch((error) => log.warn({ err: error }, "progress was not written"));
  };
  const timer = setInterval(write, progressEveryMs);
  return {
    note: (progress: VisitProgress) => {
      latest = progress;
    },
    end: async () => {
      clearInterval(timer);
      await writing;
    },
  };
}
