import type { Section } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { Schedule } from "#lib/facts/schedules.ts";
import { fieldsOf } from "./escapes.ts";
import { linesOf } from "./sections.ts";

const timeFields = 5;
/** Minute, hour and day; month and day of the week may be names too; `~` is of newer crons (crontab(5)). */
const timeField = /^[0-9*,/~-]{1,200}$/;
const namedTimeField = /^[0-9*,/~A-Za-z-]{1,200}$/;
const userName = /^[A-Za-z_][\w.-]*\$?$/;

/** Names that Debian's cron and run-parts take: a file with a dot in its name is passed over (cron(8), run-parts(8)). */
export function isTakenByDebian(path: string): boolean {
  return /^[A-Za-z0-9_-]+$/.test(path.slice(path.lastIndexOf("/") + 1));
}

/** Lines of a crontab; a table of one user (`owner`) has no user field. Settings, comments and lines that cron refuses are left out. */
export function cronLines(section: Section, owner: string | null): Schedule[] {
  const lines = linesOf(section.text);
  return lines.flatMap((line, index) => {
    const text = line.trim();
    if (text === "" || text.startsWith("#")) return [];
    const fields = fieldsOf(text);
    const times = text.startsWith("@") ? 1 : timeFields;
    const when = fields.slice(0, times);
    if (when.length < times || !when.every(isTime)) return [];
    const rest = fields.slice(times);
    if (rest.length === 0) return [];
    const at = citeLine(section.source, lines, index);
    const told = { by: "cron", when: when.join(" "), lastRunAt: null, nextRunAt: null, at } as const;
    if (owner !== null) return [{ ...told, user: owner, command: commandOf(text, times) }];
    const isUser = userName.test(rest[0] ?? "") && rest.length > 1;
    return [{ ...told, user: isUser ? (rest[0] ?? null) : null, command: commandOf(text, isUser ? times + 1 : times) }];
  });
}

function isTime(field: string, position: number): boolean {
  return field.startsWith("@") || (position < 3 ? timeField : namedTimeField).test(field);
}

/** What stands behind so many fields, blanks inside as written. */
function commandOf(text: string, fields: number): string {
  let rest = text;
  for (let count = 0; count < fields; count++) rest = rest.replace(/^\S+\s*/, "");
  return rest;
}

/** `ls -1` of /etc/cron.daily and its sisters: a program each, which run-parts(8) starts. */
export function runPartsPrograms(section: Section, isTaken: (path: string) => boolean): Schedule[] {
  const lines = linesOf(section.text);
  let folder = "";
  return lines.flatMap((line, index) => {
    if (line.endsWith(":")) folder = line.slice(0, -1);
    const when = /^\/etc\/cron\.(hourly|daily|weekly|monthly)$/.exec(folder)?.[1];
    const name = line.trim();
    if (when === undefined || name === "" || line.endsWith(":") || !isTaken(name)) return [];
    const at = citeLine(section.source, lines, index);
    return [{ by: "cron", when: `@${when}`, user: "root", command: `${folder}/${name}`, lastRunAt: null, nextRunAt: null, at }];
  });
}
