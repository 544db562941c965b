import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { sshServerOf } from "./parse/accounts.ts";
import { isMissing } from "./parse/presence.ts";
import { notReadable, succeeded } from "./parse/sections.ts";

/** How the SSH server would start: it prints its settings with everything included, and reads only its own files. */
export const sshServer = defineProbe({
  id: "ssh-server",
  fact: "sshServer",
  systems: ["linux"],
  sources: { settings: { exec: ["sshd", "-T"], root: true, optional: true } },
  parse({ settings }) {
    if (isMissing(settings)) throw new NotApplicable("there is no OpenSSH server");
    if (!succeeded(settings)) throw notReadable([settings], "settings of the SSH server");
    return sshServerOf(settings);
  },
});
