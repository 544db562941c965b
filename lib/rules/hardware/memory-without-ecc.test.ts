import { memoryErrors } from "#lib/rules/testing/hardware-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, identity } from "#lib/rules/testing/testing.ts";
import { memoryWithoutEcc as rule } from "./memory-without-ecc.ts";

const table = (type: string) => ({
  memoryErrors: memoryErrors({
    controllers: null,
    correction: { type, at: cite("dmidecode -t memory", `Error Correction Type: ${type}`) },
  }),
});

describeRule(
  rule,
  { identity: identity(), ...table("None") },
  {
    fails: { "no correction": [{}, { severity: "low", subject: "memory" }] },
    passes: { "multi-bit ECC": table("Multi-bit ECC"), "a driver counts its errors": { memoryErrors: memoryErrors() } },
    notApplicable: { "a guest": { identity: identity({ virtualization: "kvm" }) } },
    unknown: { "the table was not read": { memoryErrors: memoryErrors({ controllers: null }) } },
  },
);
