import type { Accounts } from "#lib/facts/accounts.ts";
import { accounts } from "#lib/rules/testing/boot-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, identity } from "#lib/rules/testing/testing.ts";
import { emergencyShellLocked } from "./emergency-shell-locked.ts";

const root = (password: "set" | "locked" | "none"): Accounts["root"] => ({
  password,
  changedOn: "2024-01-10",
  at: cite("passwd -S root", `root ${password[0]?.toUpperCase()} 2024-01-10 0 99999 7 -1`),
});

describeRule(
  emergencyShellLocked,
  { identity: identity(), accounts: accounts({ root: root("locked") }) },
  {
    fails: {
      "root L": [
        {},
        {
          severity: "medium",
          confidence: "confirmed",
          observed: "root is locked since 2024-01-10; emergency.service does not force a shell",
          fingerprint: "boot/emergency-shell-locked|host:kvm-01|root",
        },
      ],
      "drop-ins were not read": [{ accounts: accounts({ root: root("locked"), emergencyShellOpen: null }) }, { confidence: "inferred" }],
    },
    passes: {
      "root P": { accounts: accounts() },
      "no password at all: sulogin asks for none": { accounts: accounts({ root: root("none") }) },
      "the shell is forced": { accounts: accounts({ root: root("locked"), emergencyShellOpen: true }) },
      "a guest whose root has a password": { identity: identity({ virtualization: "kvm" }), accounts: accounts() },
      "Ubuntu lets a locked root in": { identity: identity({ os: { id: "ubuntu", versionId: "24.04", name: "Ubuntu 24.04 LTS" } }) },
    },
    notApplicable: {
      "a container": { identity: identity({ virtualization: "lxc" }) },
      "no systemd": { identity: identity({ init: "other" }) },
      "an image without passwd": { accounts: accounts({ root: null }) },
    },
  },
);
