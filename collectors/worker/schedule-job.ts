import type { Logger } from "pino";
import { mailFinishedRuns } from "#lib/db/report-mail.ts";
import { tidyReports } from "#lib/db/report-retention.ts";
import { pursueWindowRuns, startWeeklyRuns, startWindowRuns } from "#lib/db/report-runs.ts";

/** Asks for the reports that schedules make due, and has those that are made sent. One part that fails does not keep the others. */
export async function runSchedules(publicUrl: string, log: Logger, clock: () => Date = () => new Date()): Promise<void> {
  const parts = {
    "weekly reports are due": () => startWeeklyRuns(clock()),
    "reports before windows are due": () => startWindowRuns(clock()),
    "reports before windows went on": () => pursueWindowRuns(clock()),
    "mails take reports to their recipients": () => mailFinishedRuns(clock(), publicUrl),
  };
  for (const [words, part] of Object.entries(parts)) {
    try {
      const number = await part();
      if (number) log.info({ number }, words);
    } catch (error) {
      log.error({ err: error }, `failed: ${words}`);
    }
  }
}

/** Says of each kept report when it goes, and removes those whose time has come. */
export async function tidyKeptReports(log: Logger, now: Date): Promise<void> {
  try {
    const removed = await tidyReports(now);
    if (removed > 0) log.info({ removed }, "kept reports were removed, as announced");
  } catch (error) {
    log.error({ err: error }, "kept reports could not be tidied");
  }
}
