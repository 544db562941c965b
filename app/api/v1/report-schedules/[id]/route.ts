import { changeReportSchedule, removeReportSchedule } from "#lib/db/report-schedules.ts";
import { IdParam, route } from "#lib/http/route.ts";
import { ScheduleInput } from "#lib/reports/schedules/schedule.ts";

export const PUT = route({
  access: "admin",
  params: IdParam,
  body: ScheduleInput,
  run: ({ params, body, user }) => changeReportSchedule(params.id, body, user.email, new Date()),
});

/** What it made is kept. */
export const DELETE = route({ access: "admin", params: IdParam, run: ({ params, user }) => removeReportSchedule(params.id, user.email) });
