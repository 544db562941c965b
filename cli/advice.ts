import type { TransportError } from "#collectors/transport/errors.ts";
import { quote } from "#collectors/transport/quote.ts";
import { nameInKnownHosts } from "./known-hosts-file.ts";

const consoleKeyFiles = [
  ["ssh-ed25519", "ed25519"],
  ["ecdsa-", "ecdsa"],
  ["ssh-rsa", "rsa"],
] as const;

/** What to do next about an error, in terms of this command. */
export function adviceFor({ code, message, advice, offeredKey }: TransportError, knownHostsFile: string | undefined): string {
  if (code === "host-key-unknown" && offeredKey) {
    const type = consoleKeyFiles.find(([prefix]) => offeredKey.key.startsWith(prefix))?.[1] ?? "ed25519";
    return (
      `Compare it with what the host's console shows (\`ssh-keygen -lf /etc/ssh/ssh_host_${type}_key.pub\`); ` +
      "if it is the same, run this again with --accept-new-host-keys."
    );
  }
  if (code === "host-key-changed" && offeredKey) {
    const file = knownHostsFile === undefined ? "" : ` -f ${quote(knownHostsFile)}`;
    return (
      "Find out why before you trust it: a reinstalled host, or somebody in between. " +
      `If it is yours, forget the old key: \`ssh-keygen -R ${quote(nameInKnownHosts(offeredKey.host))}${file}\`.`
    );
  }
  if (code === "key-unusable" && message.includes("passphrase")) {
    return "Add it to the ssh-agent (`ssh-add FILE`) and leave out -i: no passphrase is asked for here.";
  }
  return code === "auth-refused" ? `${advice} A key with a passphrase is used through the ssh-agent only (\`ssh-add FILE\`).` : advice;
}
