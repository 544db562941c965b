import { declared, installation } from "#lib/rules/testing/context-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { noHeartbeat as rule } from "./no-heartbeat.ts";

const outside = { kind: "external-probe", checkedBy: "a VPS elsewhere", lastFiredOn: null } as const;

describeRule(
  rule,
  { installation: installation() },
  {
    fails: {
      "nothing is set": [{}, "low"],
      "a check of something else": [{ declared: [declared({ ...outside, target: "https://www.example.org/" })] }, "low"],
    },
    passes: {
      "a heartbeat goes out": { installation: installation({ heartbeatUrl: "https://example.org/ping" }) },
      "a declared check of our health endpoint": { declared: [declared({ ...outside, target: "https://b.example.org/api/v1/health" })] },
    },
  },
);
