import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { probes } from "#collectors/probes/index.ts";
import { authorizedKeyLine, composeScript, sudoersFile } from "#collectors/script.ts";
import { env } from "#lib/env.ts";

/** Where the script is put on a host whose key may do nothing else. */
const defaultScriptPath = "/usr/local/sbin/bulkhead-probe";

/** The very script that every visit sends: run by hand its output is a bundle. */
export function probeScript(): string {
  return composeScript(probes);
}

/** A sudoers(5) file that allows `user` exactly what the script runs as root. Throws for a name that is none. */
export function probeSudoers(user: string): string {
  return sudoersFile(probes, user);
}

/**
 * A line for authorized_keys(5) that lets one key run the installed script and nothing else, with how to install it. Without a file the
 * user's own public key is taken, and without one a place is left for it. Throws one sentence.
 */
export function probeAuthorizedKey(publicKeyFile: string | undefined, scriptPath = defaultScriptPath): string {
  const file = publicKeyFile ?? ownPublicKey();
  const line = file === undefined ? withPlaceForKey(scriptPath) : authorizedKeyLine(readPublicKey(file), scriptPath);
  return [
    `# 1. On the host, as root: put the output of \`bulkhead probe script\` into ${scriptPath}, then`,
    `#    chown root:root ${scriptPath} && chmod 0755 ${scriptPath}`,
    "# 2. The line below goes into ~/.ssh/authorized_keys of the login that Bulkhead uses.",
    line,
  ].join("\n");
}

function ownPublicKey(): string | undefined {
  return ["id_ed25519.pub", "id_ecdsa.pub", "id_rsa.pub"]
    .map((name) => join(env().homeFolder, ".ssh", name))
    .find((path) => existsSync(path));
}

function readPublicKey(file: string): string {
  if (!existsSync(file)) throw new Error(`there is no file ${file}`);
  const text = readFileSync(file, "utf8");
  if (text.includes("PRIVATE KEY")) throw new Error(`${file} is a private key: give the .pub file beside it.`);
  return text;
}

/** authorizedKeyLine wants a key that parses; this one does, and is then taken out again. */
function withPlaceForKey(scriptPath: string): string {
  const example = "ssh-ed25519 AAAA";
  return authorizedKeyLine(example, scriptPath).replace(example, "PUT-YOUR-PUBLIC-KEY-HERE");
}
