import { fromPrisma } from "pg-boss";
import { pino } from "pino";
import { visitHost } from "#collectors/visit.ts";
import { runVisitJob } from "#collectors/worker/visit-job.ts";
import type { KnownHost } from "#lib/db/manage-hosts.ts";
import { registerKnownHosts } from "#lib/db/manage-hosts.ts";
import { makeQueue, queueNames, type VisitJob } from "#lib/db/queue.ts";
import { requestVisit } from "#lib/db/request-visit.ts";
import { loadVisit } from "#lib/db/visits.ts";
import type { CleanUp } from "./clean-up.ts";
import type { BenchDatabase } from "./database.ts";
import type { Way } from "./rounds.ts";

/** Adds a host that is visited on demand only, and returns its id. */
export async function addHost(database: BenchDatabase, host: Omit<KnownHost, "site" | "intervalSeconds">): Promise<string> {
  const never = new Date(Date.now() + 30 * 86_400_000);
  await registerKnownHosts([{ ...host, site: null, intervalSeconds: 30 * 86_400 }], never);
  const [row] = await database.query<{ id: string }>("select id from host");
  return row?.id ?? "";
}

/** A worker's job from its first touch of the database to its last, with the job taken from the real queue before. */
export async function storedVisits(database: BenchDatabase, hostId: string, signal: AbortSignal, cleanUp: CleanUp): Promise<Way> {
  const boss = makeQueue(database.url, "worker");
  await boss.start();
  cleanUp.defer(() => boss.stop({ graceful: false }));
  const log = pino({ level: "silent" });
  const next = async () => {
    await requestVisit(hostId, "demand");
    const [job] = await boss.fetch<VisitJob>(queueNames.visit);
    if (job === undefined) throw new Error("the queue gave no job for a visit that was asked for");
    return job;
  };
  let job: Awaited<ReturnType<typeof next>> | undefined;
  return {
    name: "worker: the same, judged and stored",
    prepare: async () => {
      job = await next();
    },
    run: async () => {
      if (job === undefined) throw new Error("no visit was asked for");
      const claim = { id: job.id, retryCount: job.retryCount };
      const inHand = { id: job.id, data: job.data, claim, signal };
      await runVisitJob(
        inHand,
        visitHost,
        async (tx) => void (await boss.complete(queueNames.visit, claim, null, { db: fromPrisma(tx) })),
        log,
      );
      const { status, error } = await loadVisit(job.data.visitId);
      if (status !== "done") throw new Error(`a visit came to nothing: ${error?.sentence ?? status}`);
    },
  };
}
