import { addReportSchedule, listReportSchedules } from "#lib/db/report-schedules.ts";
import { route } from "#lib/http/route.ts";
import { ScheduleInput } from "#lib/reports/schedules/schedule.ts";

/** When reports are made by themselves. */
export const GET = route({ access: "user", run: async () => ({ schedules: await listReportSchedules() }) });

export const POST = route({
  access: "admin",
  body: ScheduleInput,
  status: 201,
  run: ({ body, user }) => addReportSchedule(body, user.email, new Date()),
});
