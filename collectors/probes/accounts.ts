import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import type { Accounts } from "#lib/facts/accounts.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { loginCalls, passwdSources, passwordState, usersOf } from "./parse/accounts.ts";
import { allFiles, fileOrNull, isMissing } from "./parse/presence.ts";
import { linesOf, notReadable, succeeded } from "./parse/sections.ts";

const pamFiles = [
  "/etc/pam.d/sshd",
  "/etc/pam.d/common-session",
  "/etc/pam.d/common-auth",
  "/etc/pam.d/system-auth",
  "/etc/pam.d/password-auth",
] as const;

/** Who can log in when only this host is there. No hash is read: `passwd -S` tells a letter and a date. */
export const accounts = defineProbe({
  id: "accounts",
  fact: "accounts",
  systems: ["linux"],
  sources: {
    root: { exec: ["passwd", "-S", "root"], root: true, optional: true },
    emergency: { exec: ["systemctl", "show", "--no-pager", "-p", "Environment", "emergency.service", "rescue.service"], optional: true },
    passwd: { read: "/etc/passwd", optional: true },
    nsswitch: { read: "/etc/nsswitch.conf", optional: true },
    motd: { read: "/etc/update-motd.d/*", optional: true },
    profile: { read: "/etc/profile.d/*", optional: true },
    pam: { exec: ["grep", "-Hns", "pam_mount", ...pamFiles], optional: true },
  },
  parse({ root, emergency, passwd, nsswitch, motd, profile, pam }) {
    const users = fileOrNull(passwd, "users");
    const order = fileOrNull(nsswitch, "nsswitch.conf");
    if (isMissing(root) && !users) throw new NotApplicable("this host keeps no users of its own: it has neither passwd nor /etc/passwd");
    if (!succeeded(root) && !isMissing(root)) throw notReadable([root], "state of the root password");
    return {
      root: succeeded(root) ? passwordState(root) : null,
      emergencyShellOpen: succeeded(emergency) ? /\bSYSTEMD_SULOGIN_FORCE=["']?(1|yes|true|on)\b/i.test(emergency.text) : null,
      users: users ? usersOf(users) : [],
      sources: order ? passwdSources(order) : null,
      loginCalls: [...allFiles([...motd, ...profile], "login scripts").flatMap(loginCalls), ...pamMounts()],
    };

    function pamMounts(): Accounts["loginCalls"] {
      const lines = linesOf(succeeded(pam) ? pam.text : "");
      const calls = lines.flatMap((line, index) => (/:\d+:\s*[^#\s]/.test(line) ? [citeLine(pam.source, lines, index)] : []));
      return calls.map((at) => ({ what: "pam_mount", at }));
    }
  },
});
