import { authorizedKeyLine, composeScript, everyProbe, sudoersFile } from "#collectors/script.ts";
import type { WhatRunsTexts } from "#components/setup/what-runs.tsx";

const user = "bulkhead";
const scriptPath = "/usr/local/sbin/bulkhead-probe";
const exampleKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA put-your-public-key-here";

/** What a visit runs, and how to allow only that, for the login `bulkhead`. */
export function whatRuns(): WhatRunsTexts {
  return {
    script: composeScript(everyProbe),
    sudoers: sudoersFile(everyProbe, user),
    authorizedKey: authorizedKeyLine(exampleKey, scriptPath),
  };
}
