import { z } from "zod";
import type { Section } from "#collectors/probe.ts";
import type { Task } from "#lib/facts/backups.ts";
import { citeJson, citeLine } from "#lib/facts/cite.ts";
import { fieldsOf } from "./escapes.ts";
import { linesOf } from "./sections.ts";

const seconds = z.coerce.number().min(0).max(8.64e12);
const Listed = z.array(
  // Loose, so that a citation shows the whole element.
  z.looseObject({
    type: z.string(),
    id: z.string().nullish(),
    user: z.string().nullish(),
    starttime: seconds,
    endtime: seconds.nullish(),
    status: z.string().nullish(),
  }),
);

/** `pvesh get /nodes/…/tasks --output-format json`, newest first. */
export function tasksOf(section: Section): Task[] {
  return Listed.parse(JSON.parse(section.text))
    .map((task) => ({
      type: task.type,
      subject: task.id || null,
      user: task.user ?? "",
      startedAt: isoOf(task.starttime),
      endedAt: task.endtime ? isoOf(task.endtime) : null,
      status: task.endtime ? (task.status ?? "") : null,
      at: citeJson(section.source, task),
    }))
    .sort((one, other) => (one.startedAt < other.startedAt ? 1 : -1));
}

/**
 * /var/log/pve/tasks/active: `UPID 1` for one that runs, `UPID 1 ENDTIME STATUS` in hexadecimal for one that ended a moment ago, where
 * UPID is UPID:node:pid:pstart:starttime:type:id:user:. Null without the file.
 */
export function runningTasks(file: Section | null): Task[] | null {
  if (file === null) return null;
  const lines = linesOf(file.text);
  return lines.flatMap((line, index) => {
    const [upid = "", , ended] = fieldsOf(line);
    const [word, , , , started = "", type = "", subject = "", user = ""] = upid.split(":");
    if (word !== "UPID" || !/^[0-9a-f]{1,10}$/i.test(started) || type === "" || ended !== undefined) return [];
    const at = citeLine(file.source, lines, index);
    return [{ type, subject: subject || null, user, startedAt: isoOf(Number.parseInt(started, 16)), endedAt: null, status: null, at }];
  });
}

function isoOf(time: number): string {
  return new Date(time * 1000).toISOString();
}
