import type { Section } from "#collectors/probe.ts";
import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { NameServerAnswers } from "#lib/facts/name-server-answers.ts";
import { isMissing } from "./parse/presence.ts";
import { linesOf } from "./parse/sections.ts";

/** host(1) had no answer; all else that it says is one, a refusal included. */
const silence = /timed out|no servers could be reached|host unreachable|network unreachable|connection refused|communications error/i;

/**
 * Asks each server of resolv.conf one question, about the root zone, as the host's own programs would: two tries of two seconds. Where
 * host(1) is not installed nobody is asked.
 */
export const nameServerAnswers = defineProbe({
  id: "name-server-answers",
  fact: "nameServerAnswers",
  systems: ["linux"],
  sources: {
    answers: {
      list: ["grep", "-ohsP", "^nameserver\\s+\\K[0-9A-Fa-f.:]+", "/etc/resolv.conf", "/run/systemd/resolve/resolv.conf"],
      exec: ["host", "-W", "2", "-R", "2", "-t", "SOA", ".", "{}"],
      optional: true,
      lane: "slow",
      maximumItems: 8,
      timeoutSeconds: 10,
    },
  },
  parse({ answers }) {
    const asked = answers.flatMap((section) => answerOf(section) ?? []);
    // Nothing is lost where the question cannot be asked: the neighbour table still tells of servers near by.
    if (asked.length === 0) throw new NotApplicable("no name server was asked: host(1) or what lists the servers is not there");
    return asked;
  },
});

/** Null where the question was not asked. */
function answerOf(section: Section): NameServerAnswers[number] | null {
  const address = section.source.split(" ").at(-1) ?? "";
  if (isMissing(section) || !/^[0-9A-Fa-f.:]+$/.test(address) || address === ".") return null;
  if (section.status === "timeout")
    return { address, answers: false, at: { source: section.source, line: 1, text: "no answer within the time limit" } };
  if (section.status !== "ok") return null;
  const lines = linesOf(section.text);
  const silent = lines.findIndex((line) => silence.test(line));
  // Exit status 1 without a word of silence is an answer as well: REFUSED, SERVFAIL.
  const told = lines.findIndex((line) => /\bSOA\b|not found|REFUSED|SERVFAIL|NXDOMAIN/.test(line));
  if (silent < 0 && told < 0) return null;
  return { address, answers: told >= 0, at: citeLine(section.source, lines, told >= 0 ? told : silent) };
}
