import type { Silence } from "#lib/facts/alertmanager.ts";
import type { OpenWindow } from "#lib/rules/context.ts";
import { defineRule, type Observation, Undecidable } from "#lib/rules/rule.ts";
import { deadmanName, matchesAll } from "#lib/rules/shared/alert-routes.ts";
import { counted, listed, shellWord } from "#lib/rules/shared/wording.ts";

const dayMs = 86_400_000;
const maximumActiveDays = 7;
const maximumAheadDays = 30;

export const silenceOrMaintenanceTagStale = defineRule({
  id: "alert/silence-or-maintenance-tag-stale",
  title: "A silence, a temporary change or a maintenance window outlived its work",
  why: "It was made for an evening and forgotten. Whatever it covers may fail now, and nobody is told.",
  scope: "fleet",
  scenarios: ["node-loss"],
  likelihood: 3,
  impact: 2,
  references: ["Prometheus: Alertmanager, Silences"],
  needs: ["declared"],
  wants: ["alertmanager", "windows"],
  check({ declared, alertmanager, windows }, now) {
    const changes = declared.flatMap((one): Observation[] => {
      if (one.kind !== "temporary-change" || one.undoneOn !== null || Date.parse(one.expiresOn) + dayMs > now.getTime()) return [];
      return [
        {
          subject: one.what,
          key: `change ${one.id}`,
          title: `A temporary change should have been undone on ${one.expiresOn}: ${one.what}`,
          observed: `${one.what}${one.host ? ` on ${one.host}` : ""}, owner ${one.owner}, until ${one.expiresOn}, still in place`,
          expected: "undone, or a new date with a reason",
          cite: [],
          remedy: {
            steps: [`Ask ${one.owner} whether it is still needed; undo it and enter the day under Declarations`],
          },
        },
      ];
    });
    const overrun = (windows ?? []).filter(({ endsAt }) => endsAt <= now).map((window) => overrunOf(window, now));
    const silences = alertmanager?.silences?.filter((silence) => silence.state === "active" && isStale(silence, now));
    if (silences === undefined && changes.length + overrun.length === 0)
      throw new Undecidable("silences are known to Alertmanager's API alone, and none was read");
    return [...(silences ?? []).map((silence) => observation(silence, now)), ...changes, ...overrun];
  },
  remedy: {
    steps: ["Look at each with `amtool silence query`, and end those whose work is done: `amtool silence expire ID`"],
    risk: "Alerts of work that still goes on begin to page.",
    verify: "amtool silence query",
  },
});

/** While a window is open its hosts' changes are expected: one that is forgotten hides them. */
function overrunOf({ id, title, hosts, endsAt, plannedBy }: OpenWindow, now: Date): Observation {
  const hours = Math.floor((now.getTime() - endsAt.getTime()) / 3_600_000);
  const since = hours < 1 ? "less than an hour ago" : `${counted(hours, "hour")} ago`;
  return {
    subject: title,
    key: `window ${id}`,
    title: `The maintenance window "${title}" has run over: its end was ${since}`,
    observed: `end ${endsAt.toISOString().slice(0, 16)}Z, planned by ${plannedBy}, hosts ${listed(hosts, 6)}; not closed`,
    expected: "a post-check and a closed window at its end, or a later end",
    cite: [],
    remedy: {
      steps: ["Run the post-check and close the window, or move its end, under Maintenance"],
      verify: "Maintenance shows no window as overrun",
    },
  };
}

function isStale({ startsAt, endsAt }: Silence, now: Date): boolean {
  return now.getTime() - Date.parse(startsAt) > maximumActiveDays * dayMs || Date.parse(endsAt) - now.getTime() > maximumAheadDays * dayMs;
}

function observation(silence: Silence, now: Date): Observation {
  const { id, matchers, createdBy, comment, startsAt, endsAt } = silence;
  const conditions = matchers.map(({ label, operator, value }) => `${label}${operator}${value}`).join(", ");
  const labelsOf = (name: string) => [{ name: "alertname", value: name }];
  // What mutes an alert of any made-up name mutes all of them.
  const everything = matchers.length > 0 && matchesAll(matchers, labelsOf("SomeAlertThatNobodyHas")) === true;
  const deadman = ["Watchdog", "DeadMansSwitch"].some(
    (name) => matchers.some(({ value }) => deadmanName.test(value)) && matchesAll(matchers, labelsOf(name)) === true,
  );
  const aheadDays = Math.floor((Date.parse(endsAt) - now.getTime()) / dayMs);
  return {
    subject: conditions,
    key: `silence ${id}`,
    title: everything
      ? `All alerts are silenced until ${endsAt.slice(0, 10)}`
      : deadman
        ? `The heartbeat of the alerting is silenced until ${endsAt.slice(0, 10)}`
        : `The silence of ${conditions} runs ${aheadDays > maximumAheadDays ? `until ${endsAt.slice(0, 10)}` : `since ${startsAt.slice(0, 10)}`}`,
    observed: `${conditions}, by ${createdBy || "nobody named"}${comment ? ` (${comment})` : ""}, from ${startsAt.slice(0, 10)} to ${endsAt.slice(0, 10)}`,
    expected: `at most ${maximumActiveDays} days, and an end within ${maximumAheadDays} days`,
    cite: [silence.at],
    impact: everything || deadman ? 4 : 2,
    remedy: { steps: [`Ask ${createdBy || "around"} whether the work goes on; if not: \`amtool silence expire ${shellWord(id)}\``] },
  };
}
