import type { Cite } from "#lib/facts/cite.ts";
import type { NameServerAnswers } from "#lib/facts/name-server-answers.ts";
import type { Neighbours } from "#lib/facts/neighbours.ts";
import { type Confidence, defineRule, NotApplicable, type Observation, Undecidable } from "#lib/rules/rule.ts";
import { isReachable } from "#lib/rules/shared/guest-ports.ts";
import { isLoopback, sameAddress } from "#lib/rules/shared/ip-address.ts";
import { listed, shellWord, uniqueBy } from "#lib/rules/shared/wording.ts";

/** A server, and why it counts as silent; `null` where it answered, `undefined` where nobody asked it. */
interface Asked {
  address: string;
  listedAt: Cite;
  silent: { words: string; confidence: Confidence; at: Cite } | null | undefined;
}

export const nameserverUnreachable = defineRule({
  id: "dns/nameserver-unreachable",
  title: "A configured DNS server does not answer",
  why: "Lookups that try it first wait for seconds now, and the next server to fail takes all names away.",
  scope: "host",
  scenarios: ["dns-loss"],
  likelihood: 4,
  impact: 2,
  needs: ["resolver"],
  wants: ["nameServerAnswers", "neighbours"],
  check({ resolver, nameServerAnswers, neighbours }) {
    const servers = uniqueBy(resolver.nameservers, ({ address }) => address).filter(({ address }) => !isLoopback(address));
    if (servers.length === 0) throw new NotApplicable("no server elsewhere is asked");
    const asked = servers.map(
      ({ address, at }): Asked => ({ address, listedAt: at, silent: silenceOf(address, nameServerAnswers, neighbours ?? []) }),
    );
    const silent = asked.filter((one) => one.silent);
    if (silent.length === 0 && asked.some((one) => one.silent === undefined))
      throw new Undecidable("nobody asked the DNS servers from this host: host(1) is not installed, or was not run");
    if (silent.length === servers.length) return [observe(silent, "all", 3)];
    return silent.map((one) => observe([one], one.address, one === asked[0] ? 3 : 2));
  },
  remedy: {
    steps: ["Repair the server, or take it out of the list."],
    risk: "None, as long as another server of the list answers.",
    verify: "host -W 2 -t SOA . SERVER",
  },
  postmortems: ["nfs-hang-takes-cluster-network"],
  references: ["resolv.conf(5)"],
});

function silenceOf(address: string, answers: NameServerAnswers | undefined, neighbours: Neighbours): Asked["silent"] {
  const answer = answers?.find((one) => sameAddress(one.address, address));
  if (answer) return answer.answers ? null : { words: "no answer to two questions", confidence: "confirmed", at: answer.at };
  const entries = neighbours.filter((one) => sameAddress(one.address, address));
  // INCOMPLETE says only that the question is on the wire: an answer may still come.
  const failed = entries.find(({ state }) => state === "FAILED");
  if (failed === undefined || entries.some(isReachable)) return undefined;
  return { words: `does not answer on ${failed.interface ?? "its wire"} (FAILED)`, confidence: "inferred", at: failed.at };
}

function observe(silent: readonly Asked[], key: string, impact: 2 | 3): Observation {
  const names = listed(silent.map(({ address }) => address));
  const reasons = silent.flatMap(({ silent: reason }) => reason ?? []);
  const all = key === "all";
  return {
    subject: names,
    key,
    title: all ? `No DNS server answers: ${names} ${silent.length === 1 ? "is" : "are"} silent` : `DNS server ${names} does not answer`,
    observed: `nameserver ${listed(silent.map(({ address, silent: reason }) => `${address}: ${reason?.words}`))}`,
    expected: "every server of the list answers",
    cite: [...silent.map(({ listedAt }) => listedAt), ...reasons.map(({ at }) => at)],
    confidence: reasons.some(({ confidence }) => confidence === "confirmed") ? "confirmed" : (reasons[0]?.confidence ?? "suspected"),
    impact,
    remedy: {
      steps: [
        `See what stands between: \`ping -c1 ${shellWord(silent[0]?.address ?? "")}\`, then \`host -W 2 -t SOA . ${shellWord(silent[0]?.address ?? "")}\`.`,
        all ? "Until one is repaired, put a server that answers first in the list." : `Repair ${names}, or take it out of the list.`,
      ],
      verify: `host -W 2 -t SOA . ${shellWord(silent[0]?.address ?? "")}`,
    },
  };
}
