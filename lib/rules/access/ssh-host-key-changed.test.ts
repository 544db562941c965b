import { contact } from "#lib/rules/testing/context-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { sshHostKeyChanged } from "./ssh-host-key-changed.ts";

describeRule(
  sshHostKeyChanged,
  { contact: contact({ state: "key-changed", code: "host-key-changed", sentence: "ssh-ed25519 SHA256:new instead of SHA256:old" }) },
  {
    fails: {
      "another key": [
        {},
        {
          severity: "high",
          observed: "ssh-ed25519 SHA256:new instead of SHA256:old; last read on 2026-05-01 12:00 UTC",
          fingerprint: "access/ssh-host-key-changed|host:kvm-01|host-key",
        },
      ],
      "a host that was never read": [{ contact: contact({ state: "key-changed", lastSeenAt: null }) }, "high"],
    },
    passes: {
      "the same key": { contact: contact() },
      "no answer at all is another rule's": { contact: contact({ state: "unreachable", sentence: "connection refused" }) },
    },
  },
);
