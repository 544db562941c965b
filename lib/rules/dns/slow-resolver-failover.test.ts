import { resolver } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { identity } from "#lib/rules/testing/testing.ts";
import { slowResolverFailover as rule } from "./slow-resolver-failover.ts";

const two = resolver("10.0.0.1", "10.0.0.2");

describeRule(
  rule,
  { resolver: two },
  {
    fails: {
      "two servers and no options": [{}, { severity: "low", title: "With 10.0.0.1 dead each lookup waits 5 s" }],
      "a long timeout": [
        { resolver: { ...two, options: ["timeout:10", "rotate"] } },
        { title: "With 10.0.0.1 dead each lookup waits 10 s" },
      ],
      "a fourth server": [
        {
          resolver: { ...resolver("10.0.0.1", "10.0.0.2", "10.0.0.3"), options: ["timeout:1"], ignored: resolver("10.0.0.4").nameservers },
        },
        { title: "10.0.0.4 is never asked: it is the fourth DNS server" },
      ],
    },
    passes: {
      "a short timeout": { resolver: { ...two, options: ["timeout:1", "attempts:2"] } },
      "rotate and a short timeout": { resolver: { ...two, options: ["rotate", "timeout:2"] } },
      "one server: another rule": { resolver: resolver("10.0.0.1") },
      "a resolver on the host itself": { resolver: resolver("127.0.0.1", "10.0.0.2") },
    },
    notApplicable: {
      "systemd-resolved's stub": { resolver: { ...two, stub: true } },
      "musl asks all at once": { identity: identity({ os: { id: "alpine", versionId: "3.20", name: "Alpine Linux" } }) },
    },
  },
);
