import type { HostScripts } from "#lib/facts/host-scripts.ts";
import type { Schedule } from "#lib/facts/schedules.ts";
import { defineRule } from "#lib/rules/rule.ts";
import { longestGapHours } from "#lib/rules/shared/calendar.ts";
import { groupBy, listed } from "#lib/rules/shared/wording.ts";

const change = /\b(?:qm|pct)\s+set\s+(\S+)/;

export const definitionRewrittenByScript = defineRule({
  id: "guests/definition-rewritten-by-script",
  title: "A script changes the definition of a guest by the clock",
  why: "What a person sets is overwritten at the next run, and a disk line that is set again drops what it does not name. Each run also touches the disk of a running guest, at an hour when nobody looks.",
  scope: "host",
  scenarios: ["guest-restart"],
  likelihood: 3,
  impact: 1,
  postmortems: ["guest-lsi-no-iothread"],
  references: ["qm(1)", "crontab(5)"],
  needs: ["schedules", "hostScripts"],
  check({ schedules, hostScripts }) {
    const lines = hostScripts.filter(({ text }) => change.test(text));
    const direct = schedules.filter(({ command }) => change.test(command)).map((schedule) => ({ schedule, lines: [] as HostScripts }));
    const through = [...groupBy(lines, ({ path }) => path)].flatMap(([path, own]) =>
      schedules.filter((schedule) => names(schedule, path)).map((schedule) => ({ schedule, lines: own })),
    );
    return [...direct, ...through].map(({ schedule, lines: own }) => {
      const path = own[0]?.path ?? schedule.at.source;
      const guests = [...new Set([schedule.command, ...own.map(({ text }) => text)].flatMap((text) => change.exec(text)?.[1] ?? []))];
      const gap = longestGapHours(schedule.when);
      return {
        subject: path,
        key: path,
        title: `${path} changes the definition of ${listed(guests)} by the clock`,
        observed: `runs at "${schedule.when}" and calls qm set or pct set for ${listed(guests)}`,
        expected: "limits and disks of a guest set once, in its definition",
        cite: [schedule.at, ...own.slice(0, 4).map(({ at }) => at)],
        // Once a night may be maintenance; every hour is a fight over the definition.
        impact: gap !== null && gap <= 6 ? 2 : 1,
        confidence: "inferred",
      };
    });
  },
  remedy: {
    steps: [
      "Find out who needs the change and set it once with `qm set`",
      "Take the line out of cron, or let the script only report a difference",
    ],
    risk: "The script may hold something in place that would otherwise go wrong: ask whoever wrote it.",
    verify: "journalctl -t qm --since today",
  },
});

/** Whether the schedule starts the script, by its path or by its name. */
function names({ command }: Schedule, path: string): boolean {
  return command.split(/[\s;&|]+/).some((word) => word === path || (!word.includes("/") && word !== "" && path.endsWith(`/${word}`)));
}
