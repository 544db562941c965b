import { container, vm } from "#lib/rules/testing/guest-testing.ts";
import { resolver } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { nic } from "#lib/rules/testing/testing.ts";
import { dockerInContainer as rule } from "./docker-in-container.ts";

const docker = container("111", "docker-debian", { features: ["nesting=1"] });

describeRule(
  rule,
  { guests: [docker] },
  {
    fails: {
      "nesting alone": [
        {},
        {
          severity: "low",
          confidence: "suspected",
          subject: "docker-debian (CT 111)",
          observed: "nesting=1 in an unprivileged container: nesting without keyctl=1",
        },
      ],
      "by its tag": [{ guests: [container("111", "apps", { features: ["nesting=1"], tags: ["docker"] })] }, "low"],
      "medium where the host itself asks it for names": [
        { guests: [{ ...docker, nics: [nic({ addresses: ["192.168.1.5"] })] }], resolver: resolver("192.168.1.5") },
        "medium",
      ],
    },
    passes: {
      "with keyctl": { guests: [{ ...docker, features: ["nesting=1", "keyctl=1"] }] },
      "nesting for systemd, and no Docker": { guests: [container("112", "supabase", { features: ["nesting=1"] })] },
      "a privileged container": { guests: [{ ...docker, unprivileged: false }] },
      "a virtual machine": { guests: [vm("111", "docker")] },
      "a container that is off": { guests: [{ ...docker, running: false }] },
    },
  },
);
