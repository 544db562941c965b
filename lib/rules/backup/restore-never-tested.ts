import { defineRule, NotApplicable } from "#lib/rules/rule.ts";

const day = 86_400_000;
const maximumAgeDays = 180;

export const restoreNeverTested = defineRule({
  id: "backup/restore-never-tested",
  title: "No restore has been tested",
  why: "A backup that nobody has restored is a hope. Missing drivers, a lost key or an empty archive show at the first restore: let that be on a quiet afternoon.",
  scope: "fleet",
  scenarios: ["hardware-fault"],
  likelihood: 2,
  impact: 3,
  references: ["qmrestore(1)", "pct(1)"],
  needs: ["declared", "guests"],
  wants: ["backupServer"],
  check({ declared, guests, backupServer }, now) {
    if (guests.every(({ template }) => template)) throw new NotApplicable("there is no guest to be restored");
    const tests = declared
      .flatMap((said) => (said.kind === "restore-test" ? [said] : []))
      .sort((one, other) => (one.on < other.on ? 1 : -1));
    const [last] = tests;
    const good = tests.find(({ worked }) => worked);
    const isFresh = good !== undefined && now.getTime() - Date.parse(good.on) <= maximumAgeDays * day;
    if (isFresh && (last === good || last?.worked === true)) return [];
    const isProven = backupServer?.dataStores.some(({ verified }) => verified) ?? false;
    const failed = last !== undefined && !last.worked;
    return [
      {
        subject: "restore",
        key: "restore",
        title: failed
          ? `The last restore test, of ${last.subject}, failed`
          : good === undefined
            ? "No restore has been tested, as far as anybody said"
            : `The last restore test, of ${good.subject}, was on ${good.on}`,
        observed:
          last === undefined
            ? "nobody has recorded a restore test"
            : `${last.subject} on ${last.on} by ${last.declaredBy}: ${last.worked ? "it worked" : "it failed"}`,
        expected: `a restore that worked, not older than ${maximumAgeDays} days`,
        cite: [guests[0]?.at ?? { source: "guests", line: 1, text: "" }],
        // A server that reads its chunks again proves that they are whole, not that a guest boots from them.
        likelihood: failed ? 3 : isProven ? 1 : 2,
        // Many test and write it nowhere: without any word it is a question, with an old one an answer.
        impact: last === undefined ? 2 : 3,
        confidence: last === undefined ? "suspected" : "confirmed",
      },
    ];
  },
  remedy: {
    steps: [
      "Restore one guest to a spare number: `qmrestore ARCHIVE 9100 --storage STORAGE --unique 1`",
      "Unplug it before it starts: `qm set 9100 --net0 virtio,bridge=vmbr0,link_down=1`; start it, log in by the console, look at its data",
      "Record the test here, then remove the copy",
    ],
    risk: "A copy that starts with the same addresses on the live network fights with the original: link_down=1 first.",
    verify: "The record of the test, with its date",
  },
});
