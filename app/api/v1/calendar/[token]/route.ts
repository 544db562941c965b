import { isCalendarToken } from "#lib/db/calendar-feed.ts";
import { listWindows } from "#lib/db/maintenance.ts";
import { env } from "#lib/env.ts";
import { answerError } from "#lib/http/answer.ts";
import { wordsOf } from "#lib/maintenance/decide.ts";
import { Problem } from "#lib/problem.ts";
import { calendarOf } from "#lib/reports/calendar.ts";

/** The maintenance windows as iCalendar, for calendars that hold the secret address. */
export async function GET(_request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  try {
    const { token } = await params;
    if (!(await isCalendarToken(token.replace(/\.ics$/, "")))) throw new Problem("not-found", "There is nothing at this address.");
    const windows = (await listWindows(new Date())).map(({ hosts, actions, cancelledAt, ...window }) => {
      const names = new Map(hosts.map(({ id, name }) => [id, name]));
      const words = actions.map((action) => wordsOf(action, names.get(action.hostId ?? "") ?? null, null));
      return { ...window, hosts: [...names.values()], actions: words, isCancelled: cancelledAt !== null };
    });
    const headers = { "content-type": "text/calendar; charset=utf-8", "cache-control": "no-store" };
    return new Response(calendarOf(windows, env().publicUrl), { headers });
  } catch (error) {
    return answerError(error);
  }
}
