import type { FailureCause } from "#lib/facts/reading.ts";
import { type Collection, defineRule, type Remedy, scenarios } from "#lib/rules/rule.ts";
import { severityOf } from "#lib/rules/severity.ts";
import { groupBy, listed, maximumCites } from "#lib/rules/shared/wording.ts";

/** From this many undecided critical rules on, the blind spot itself is a risk. */
const manyCriticalRules = 3;
/** Often many facts fail for one reason; beyond so many reasons the evidence tells the rest. */
const shownDetails = 4;

export const probeIncomplete = defineRule({
  id: "self/probe-incomplete",
  title: "A probe was refused, timed out, was truncated or could not be parsed; its rules are unknown, not healthy",
  why: "What is not read is not judged: a fault there stays unseen until it acts.",
  scope: "host",
  scenarios: [...scenarios],
  likelihood: 4,
  impact: 1,
  postmortems: ["debian-hosts-line-blocks-pmxcfs"],
  needs: ["collection"],
  check({ collection }) {
    const isCritical = (rule: Collection["undecided"][number]) => severityOf(rule.likelihood, rule.impact) === "critical";
    const blind = collection.undecided.filter(isCritical).length >= manyCriticalRules;
    return [...groupBy(collection.failed, ({ cause }) => cause)].map(([cause, failed]) => {
      const facts = failed.map(({ fact }) => fact);
      const rules = collection.undecided.filter(({ because }) => facts.includes(because));
      const told = [...groupBy(failed, ({ detail }) => detail)].map(([detail, same]) => ({
        detail,
        who: listed(same.map(({ fact }) => fact)),
      }));
      const undecided = rules.length === 0 ? "no rule is undecided by it" : `undecided: ${listed(rules.map(({ rule }) => rule))}`;
      return {
        subject: listed(facts),
        key: cause,
        title: `${listed(facts)} could not be read: ${words[cause]}`,
        observed: [...told.slice(0, shownDetails).map(({ who, detail }) => `${who}: ${detail.replace(/\.$/, "")}`), undecided].join("; "),
        expected: "every probe that fits this host answers in full",
        cite: told.slice(0, maximumCites).map(({ who, detail }) => ({ source: `reading of ${who}`, line: 1, text: detail })),
        impact: blind && rules.some(isCritical) ? 2 : 1,
        remedy: { steps: [...remedies[cause]] },
      };
    });
  },
  remedy: {
    steps: ["Give the login exactly what the probe runs: `bulkhead probe sudoers` prints it"],
    risk: "A wide sudoers line gives root to the collector: allow the printed commands and nothing else.",
    verify: "bulkhead check --json",
  },
});

const words: Record<FailureCause, string> = {
  denied: "the login may not",
  timeout: "no answer within the time limit",
  oversized: "more output than the limit",
  unparsable: "output in a form that is not known",
  unreachable: "the host, or the service that knows, gave no answer",
};

const remedies: Record<FailureCause, Remedy["steps"]> = {
  denied: ["Print the exact sudoers lines: `bulkhead probe sudoers`", "Install them on the host with `visudo -f /etc/sudoers.d/bulkhead`"],
  timeout: ["Look for tasks that hang on storage: `ps -eo stat,pid,wchan:32,comm`, state D", "Then visit the host again"],
  oversized: ["Find out why the host says so much: the evidence holds the first part of it"],
  unparsable: ["Look at the raw output in the evidence and report it with the version of the tool"],
  unreachable: [
    "See on the host whether the service that was asked runs: `systemctl status`",
    "Then visit it again; if it ends there again, run the script by hand: `bulkhead probe script`",
  ],
};
