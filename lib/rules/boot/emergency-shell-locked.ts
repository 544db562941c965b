import { defineRule, NotApplicable } from "#lib/rules/rule.ts";
import { isContainer } from "#lib/rules/shared/systems.ts";

export const emergencyShellLocked = defineRule({
  id: "boot/emergency-shell-locked",
  title: "In emergency mode nobody can log in on the console: root is locked",
  why: "A boot that ends in emergency mode asks for root's password. Where root is locked there is no shell, and the repair begins with a rescue medium or an edit of the boot menu.",
  scope: "host",
  scenarios: ["reboot", "power-loss"],
  likelihood: 2,
  impact: 3,
  postmortems: ["kvm-pair-panic-reboot"],
  references: ["sulogin(8)", "https://systemd.io/DEBUGGING"],
  needs: ["accounts", "identity"],
  check({ accounts: { root, emergencyShellOpen }, identity }) {
    if (isContainer(identity)) throw new NotApplicable("a container's shell is its host's");
    if (identity.init !== "systemd") throw new NotApplicable("no systemd, so no emergency mode of its kind");
    if (root === null) throw new NotApplicable("there is no passwd to tell the state of root");
    // Without any password sulogin asks for none; Ubuntu's gives a shell where root is locked, too.
    if (root.password !== "locked" || emergencyShellOpen === true || identity.os.id === "ubuntu") return [];
    return [
      {
        subject: "root",
        observed: `root is locked${root.changedOn === null ? "" : ` since ${root.changedOn}`}; emergency.service does not force a shell`,
        expected: "a root password that can be had while the site is down, or SYSTEMD_SULOGIN_FORCE=1",
        cite: [root.at],
        confidence: emergencyShellOpen === null ? "inferred" : "confirmed",
      },
    ];
  },
  remedy: {
    steps: [
      "Give root a password: `passwd root`. SSH stays as it is: `PermitRootLogin prohibit-password` refuses it there",
      "Keep it where it can be had while this host and its guests are down: on paper, or in a vault elsewhere",
      "Or, where only trusted people reach the console: `systemctl edit emergency.service rescue.service`, with `Environment=SYSTEMD_SULOGIN_FORCE=1`",
    ],
    risk: "A forced shell makes everybody at the console root.",
    verify: "passwd -S root",
  },
});
