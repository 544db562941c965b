import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite } from "#lib/rules/testing/testing.ts";
import { cephPortsFiltered } from "./ceph-ports-filtered.ts";

const listening = [6800, 6810, 6811, 6835].map((port) => ({ daemon: "ceph-osd", port, at: cite("ss -Hltnp", `:${port}`) }));
const chain = (...ranges: [number, number][]) => ({
  chain: "input",
  accepted: ranges.map(([from, to]) => ({ from, to, at: cite("nft list ruleset", `tcp dport ${from}-${to} accept`) })),
  at: cite("nft list ruleset", "policy drop"),
});
const ports = (...filters: ReturnType<typeof chain>[]) => ({ cephPorts: { listening, filters } });

describeRule(cephPortsFiltered, ports(chain([22, 22], [3300, 3300], [6800, 6810])), {
  fails: {
    "only part of the range": [
      {},
      {
        severity: "high",
        subject: "ceph-osd",
        observed: "2 ports between 6811 and 6835 not accepted; chain input accepts 3300, 6800-6810",
      },
    ],
    "nothing of Ceph": [
      ports(chain([22, 22])),
      { observed: "4 ports between 6800 and 6835 not accepted; chain input accepts none of Ceph's" },
    ],
  },
  passes: {
    "the whole range": ports(chain([6800, 7568])),
    "no filter": ports(),
    "a rule whose reach is not known counts as open": ports(chain([0, 65_535])),
  },
});
