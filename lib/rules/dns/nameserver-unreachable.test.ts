import { nameServerAnswers } from "#lib/rules/testing/host-network-testing.ts";
import { neighbour, resolver } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { nameserverUnreachable as rule } from "./nameserver-unreachable.ts";

const [first, second] = ["10.50.1.90", "10.50.1.91"];
const asked = (one: boolean, other: boolean) => nameServerAnswers({ [first]: one, [second]: other });

describeRule(
  rule,
  { resolver: resolver(first, second), nameServerAnswers: asked(false, true) },
  {
    fails: {
      "the first server is silent": [
        {},
        { severity: "high", confidence: "confirmed", observed: "nameserver 10.50.1.90: no answer to two questions" },
      ],
      "the second server is silent": [
        { nameServerAnswers: asked(true, false) },
        { severity: "medium", title: "DNS server 10.50.1.91 does not answer" },
      ],
      "all are silent": [
        { nameServerAnswers: asked(false, false) },
        { severity: "high", title: "No DNS server answers: 10.50.1.90 and 10.50.1.91 are silent" },
      ],
      "nobody asked, and both are not there on the wire": [
        { nameServerAnswers: undefined, neighbours: [neighbour("br-mgmt", first, "FAILED"), neighbour("br-mgmt", second, "FAILED")] },
        { severity: "high", confidence: "inferred", subject: "10.50.1.90 and 10.50.1.91" },
      ],
    },
    passes: {
      "both answer": { nameServerAnswers: asked(true, true) },
      "an answer counts more than the neighbour table": {
        nameServerAnswers: asked(true, true),
        neighbours: [neighbour("br-mgmt", first, "FAILED")],
      },
    },
    notApplicable: { "only a resolver on the host itself": { resolver: resolver("127.0.0.1") } },
    unknown: {
      "nobody asked": { nameServerAnswers: undefined },
      "nobody asked, and the question to the first is still on the wire": {
        nameServerAnswers: undefined,
        neighbours: [neighbour("br-mgmt", first, "INCOMPLETE"), neighbour("br-mgmt", second, "REACHABLE")],
      },
      "one was asked": { nameServerAnswers: nameServerAnswers({ [first]: true }) },
      "seen on another wire": {
        nameServerAnswers: undefined,
        neighbours: [neighbour("br-old", first, "FAILED"), neighbour("br-mgmt", first, "REACHABLE")],
      },
    },
  },
);
