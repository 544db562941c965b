import { laneSeconds, lanes } from "#lib/lanes.ts";
import type { Contact } from "#lib/rules/context.ts";
import { defineRule } from "#lib/rules/rule.ts";
import { citeContact } from "#lib/rules/shared/contact.ts";
import { instant } from "#lib/rules/shared/instants.ts";
import { listed } from "#lib/rules/shared/wording.ts";

/** So many missed readings in a row make a picture old. */
const intervalsThatCount = 3;

export const dataStale = defineRule({
  id: "self/data-stale",
  title: "What is shown of this host is older than it should be",
  why: "A fault that came since is not shown, and one that was mended still is. Green from last week is not green.",
  scope: "host",
  scenarios: ["network-change", "node-loss"],
  likelihood: 4,
  impact: 2,
  postmortems: ["pve-self-fence-unseen-nine-hours"],
  needs: ["contact"],
  check({ contact }, now) {
    const old = stale(contact, now);
    if (old.length === 0) return [];
    return [
      {
        subject: "this host",
        key: "age",
        observed: listed(old),
        expected: `nothing older than ${intervalsThatCount} times its interval (${Math.round(contact.intervalSeconds / 60)} min for a visit)`,
        cite: [citeContact(contact)],
      },
    ];
  },
  remedy: {
    steps: [
      "See under Settings, Hosts why its visits fail, and test the way in.",
      "If the host itself is out of reach: run the script by hand and drop its output there.",
    ],
    risk: "None.",
    verify: "bulkhead check HOST",
  },
});

/** What is old, in words: everything, or the readings of one lane. */
function stale({ lastSeenAt, readAt, intervalSeconds }: Contact, now: Date): string[] {
  const isOld = (date: Date, seconds: number) => now.getTime() - date.getTime() > intervalsThatCount * seconds * 1000;
  if (lastSeenAt === null) return [];
  if (isOld(lastSeenAt, intervalSeconds)) return [`everything was last read ${instant(lastSeenAt)}`];
  return lanes.flatMap((lane) => {
    const date = readAt[lane];
    const old = date !== undefined && laneSeconds[lane] > 0 && isOld(date, Math.max(laneSeconds[lane], intervalSeconds));
    return old ? [`what is read every ${laneSeconds[lane] / 3600} h was last read ${instant(date)}`] : [];
  });
}
