import { fromPrisma, type PgBoss } from "pg-boss";
import type { Logger } from "pino";
import { tidyOutbox } from "#lib/db/outbox.ts";
import { makeQueue, queueNames, type ReportJob, type VisitJob, type WayInJob, wakeChannel } from "#lib/db/queue.ts";
import { failReport } from "#lib/db/reports.ts";
import { requestDueVisits } from "#lib/db/request-visit.ts";
import { giveUpVisit } from "#lib/db/run-visit.ts";
import { dropOldWayInTests, noteWayIn } from "#lib/db/way-in-tests.ts";
import { env } from "#lib/env.ts";
import { Problem } from "#lib/problem.ts";
import { runDueFleetJob } from "./fleet-job.ts";
import { JobPump, stillClaimed } from "./job-pump.ts";
import { sendDueMail, tellNewFindings } from "./mail-job.ts";
import { runReportJob } from "./report-job.ts";
import { runSchedules, tidyKeptReports } from "./schedule-job.ts";
import { runVisitJob, type VisitHost } from "./visit-job.ts";
import { runWayInJob, type TestWayIn } from "./way-in-job.ts";
import { decideDueChecks } from "./window-check-job.ts";

/** Trials of ways in are short and somebody waits for them. */
const wayInConcurrency = 4;
const heartbeatMs = 4000;
/** How often hosts whose time has come are looked for. */
const scheduleEveryMs = 2000;
const tidyEveryMs = 600_000;
/** How often is looked whether the fleet as a whole is to be judged. */
const fleetLookMs = 10_000;
/** So many times as long as the last judgement took passes before what visits changed is judged. */
const restsPerJudgement = 10;
/** How often is looked whether a check of a maintenance window has all its visits: somebody waits for it. */
const checkLookMs = 1000;
/** How often is looked whether something new is to be told, and whether a mail is due. */
const mailLookMs = 5000;
/** How often is looked whether a report is due, or made and to be sent. */
const reportLookMs = 2000;

export interface WorkerOptions {
  databaseUrl: string;
  /** Visits at the same time. */
  concurrency: number;
  visitHost: VisitHost;
  testWayIn: TestWayIn;
  log: Logger;
}

export interface Worker {
  /** Takes no more jobs, finishes or gives back those in hand, and disconnects. */
  stop(waitMs?: number): Promise<void>;
}

/** Starts taking jobs, and queues the visits that are due. Several workers may run on one database. */
export async function startWorker({ databaseUrl, concurrency, visitHost, testWayIn, log }: WorkerOptions): Promise<Worker> {
  const boss = makeQueue(databaseUrl, "worker");
  boss.on("error", (error) => log.error({ err: error }, "queue"));
  await boss.start();
  const visits = new JobPump<VisitJob>({
    boss,
    queue: queueNames.visit,
    concurrency,
    log,
    handle: (job) => {
      const settle = async (tx: Parameters<typeof fromPrisma>[0]) => {
        const completed = await boss.complete(queueNames.visit, job.claim, null, { db: fromPrisma(tx) });
        if (!stillClaimed(completed)) throw new Problem("conflict", "another worker has taken this visit");
      };
      return runVisitJob(job, visitHost, settle, log);
    },
  });
  const trials = new JobPump<WayInJob>({
    boss,
    queue: queueNames.wayIn,
    concurrency: wayInConcurrency,
    log,
    handle: (job) => runWayInJob(job, testWayIn),
  });
  const reports = new JobPump<ReportJob>({
    boss,
    queue: queueNames.report,
    concurrency: 1,
    log,
    handle: (job) => runReportJob(job, () => new Date()),
  });
  const lost = new JobPump<Partial<VisitJob & WayInJob & ReportJob>>({
    boss,
    queue: queueNames.lost,
    concurrency: 1,
    log,
    handle: ({ data }) => giveUp(data),
  });
  const pumps = [visits, trials, reports, lost];
  for (const pump of pumps) pump.start(heartbeatMs);
  const wake = () => {
    for (const pump of pumps) pump.wake();
  };
  const listening = await listen(boss, wake);
  const schedule = setInterval(() => void queueDue(log), scheduleEveryMs);
  void tidy(log);
  const tidying = setInterval(() => void tidy(log), tidyEveryMs);
  const fleet = repeat(fleetJudge(log), fleetLookMs);
  const windows = repeat(() => decideChecks(log), checkLookMs);
  const mail = repeat((signal) => tellAndSend(log, signal), mailLookMs);
  const scheduled = repeat(() => runSchedules(env().publicUrl, log), reportLookMs);
  return {
    stop: async (waitMs) => {
      clearInterval(schedule);
      clearInterval(tidying);
      await Promise.all([fleet.stop(), windows.stop(), mail.stop(), scheduled.stop()]);
      await listening?.close();
      await Promise.all(pumps.map((pump) => pump.stop(waitMs)));
      await boss.stop({ graceful: false });
    },
  };
}

/** A job whose every try was cut short: says so where somebody waits for it. */
async function giveUp({ visitId, testId, reportId }: Partial<VisitJob & WayInJob & ReportJob>): Promise<void> {
  if (reportId !== undefined)
    await failReport(reportId, "Making it was cut short: ask for it again; if it happens twice, look at the worker's log.");
  if (visitId !== undefined) await giveUpVisit(visitId, new Date());
  if (testId !== undefined) {
    const advice = "Try again; if it happens twice, look at the worker's log.";
    await noteWayIn(testId, "failed", [{ step: "tcp", status: "failed", detail: "The test was cut short.", advice }]);
  }
}

async function listen(boss: PgBoss, wake: () => void) {
  return boss.getDb().listen?.(wakeChannel, wake, wake);
}

/** Runs a task again and again, never twice at once; `stop` ends the one that runs. */
function repeat(task: (signal: AbortSignal) => Promise<void>, everyMs: number): { stop(): Promise<void> } {
  const ending = new AbortController();
  let running = Promise.resolve();
  let timer: NodeJS.Timeout;
  const run = () => {
    running = task(ending.signal).finally(() => {
      if (!ending.signal.aborted) timer = setTimeout(run, everyMs);
    });
  };
  timer = setTimeout(run, everyMs);
  return {
    stop: async () => {
      ending.abort();
      clearTimeout(timer);
      await running;
    },
  };
}

/** Judges the fleet whenever it is due and no other worker does. The longer that takes, the longer it rests: a large fleet leaves room for visits. */
function fleetJudge(log: Logger): (signal: AbortSignal) => Promise<void> {
  let tookMs = 0;
  return async (signal) => {
    try {
      const began = Date.now();
      if (await runDueFleetJob(signal, log, restsPerJudgement * tookMs)) tookMs = Date.now() - began;
    } catch (error) {
      if (!signal.aborted) log.error({ err: error }, "the fleet could not be judged");
    }
  };
}

async function decideChecks(log: Logger): Promise<void> {
  await decideDueChecks(log).catch((error) => log.error({ err: error }, "checks of maintenance windows could not be decided"));
}

async function tellAndSend(log: Logger, signal: AbortSignal): Promise<void> {
  try {
    const told = await tellNewFindings(new Date(), env().publicUrl);
    if (told > 0) log.info({ told }, "new findings are told by mail");
    await sendDueMail(log, signal);
  } catch (error) {
    log.error({ err: error }, "mail could not be looked after");
  }
}

async function tidy(log: Logger): Promise<void> {
  await dropOldWayInTests(new Date()).catch((error) => log.error({ err: error }, "old trials could not be dropped"));
  await tidyOutbox(new Date()).catch((error) => log.error({ err: error }, "old mails could not be dropped"));
  await tidyKeptReports(log, new Date());
}

async function queueDue(log: Logger): Promise<void> {
  try {
    const queued = await requestDueVisits(new Date());
    if (queued > 0) log.info({ queued }, "visits are due");
  } catch (error) {
    log.error({ err: error }, "the schedule could not be read");
  }
}
