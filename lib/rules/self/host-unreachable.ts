import type { Contact } from "#lib/rules/context.ts";
import { defineRule, NotApplicable, type Observation } from "#lib/rules/rule.ts";
import { citeContact } from "#lib/rules/shared/contact.ts";
import { instant } from "#lib/rules/shared/instants.ts";

/** One visit may fail by chance. */
const failuresThatCount = 2;

export const hostUnreachable = defineRule({
  id: "self/host-unreachable",
  title: "The host does not answer, so everything shown of it is old",
  why: "It may be down, cut off, or only out of our reach. What is shown is how it was; what has happened since is not known.",
  scope: "host",
  scenarios: ["network-change", "node-loss"],
  likelihood: 4,
  impact: 3,
  references: ["ssh(1)"],
  needs: ["contact"],
  check({ contact }) {
    if (contact.state === "key-changed") throw new NotApplicable("the host answers, with another key than before");
    if (contact.state === "reachable" || contact.failures < failuresThatCount) return [];
    return [contact.state === "denied" ? refused(contact) : silent(contact)];
  },
  remedy: {
    steps: [
      "Look from a second place: ping it, its BMC, a neighbour of it.",
      "Decide whether it is down or cut off before you restart anything.",
    ],
    risk: "Restarting a host that is only out of reach ends every guest on it.",
    verify: "bulkhead check HOST",
  },
});

function silent(contact: Contact): Observation {
  const { total, unreachable } = contact.others;
  const ours = total >= 2 && unreachable === total;
  return {
    ...common(contact),
    title: ours ? "No host answers any more: Bulkhead itself is cut off" : "The host did not answer at two visits in a row or more",
    confidence: ours ? "suspected" : "confirmed",
    ...(ours && { remedy: { steps: ["Look at the network of the machine that Bulkhead runs on: none of the hosts answers it."] } }),
  };
}

function refused(contact: Contact): Observation {
  return {
    ...common(contact),
    title: "The host answers and lets Bulkhead no longer in",
    remedy: {
      steps: [
        "Compare the key and the login under Settings, Hosts with what the host allows.",
        "Test the way in there: it shows the step that fails.",
      ],
      risk: "None on the host. Do not widen the login's rights to make it work.",
    },
  };
}

function common(contact: Contact) {
  const seen = contact.lastSeenAt === null ? "never read so far" : `last read ${instant(contact.lastSeenAt)}`;
  return {
    subject: "this host",
    key: "contact",
    observed: `${(contact.sentence ?? contact.state).replace(/\.$/, "")}; ${seen}`,
    expected: `a visit every ${Math.round(contact.intervalSeconds / 60)} min`,
    cite: [citeContact(contact)],
  };
}
