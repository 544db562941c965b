/** Everything that can keep a visit from happening, or end it. */
export const transportCodes = [
  "dns",
  "refused",
  "no-route",
  "timeout",
  "no-ssh",
  "no-common-algorithm",
  "host-key-unknown",
  "host-key-changed",
  "host-key-revoked",
  "key-unusable",
  "agent-unavailable",
  "auth-refused",
  "no-shell",
  "sudo-refused",
  "flood",
  "closed",
  "bad-target",
  "bad-bundle",
] as const;
export type TransportCode = (typeof transportCodes)[number];

/** A host key that was shown and is not trusted. */
export interface OfferedKey {
  /** "[address]:port" of the machine that showed it. */
  host: string;
  /** Whether that machine is a jump host, not the target. */
  isJump: boolean;
  /** "type base64" */
  key: string;
  /** "SHA256:…", as ssh-keygen -l prints it. */
  fingerprint: string;
}

/** A visit that did not happen: `message` says what was seen, `advice` what to do next, one sentence each. */
export class TransportError extends Error {
  override name = "TransportError";
  readonly code: TransportCode;
  readonly advice: string;
  readonly offeredKey: OfferedKey | null;

  constructor(code: TransportCode, message: string, { advice = advices[code], offeredKey = null, cause }: TransportErrorOptions = {}) {
    super(message, { cause });
    this.code = code;
    this.advice = advice;
    this.offeredKey = offeredKey;
  }
}

interface TransportErrorOptions {
  advice?: string;
  offeredKey?: OfferedKey | null;
  cause?: unknown;
}

const advices: Record<TransportCode, string> = {
  dns: "Use the host's IP address: a visit must also work while DNS is down.",
  refused: "Check that sshd runs there (systemctl status ssh) and that the port is right.",
  "no-route": "Check the address, the route to it, and any VPN or firewall between.",
  timeout: "Check that the host is up and that no firewall drops the connection; try: ssh -v to the same address.",
  "no-ssh": "Check the port: what listens there is not an SSH server.",
  "no-common-algorithm": "The SSH server is too old or too strict: allow curve25519-sha256 and an ed25519, ECDSA or RSA host key.",
  "host-key-unknown":
    "Compare the fingerprint with the one on the host's console (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub), then confirm it.",
  "host-key-changed": "Find out why before you trust it: a reinstalled host, or somebody in between. Then pin the new key.",
  "host-key-revoked": "This key was declared stolen. Do not connect; give the host a new key.",
  "key-unusable": "Give a private key in OpenSSH or PEM form that this user may read, and its passphrase if it has one.",
  "agent-unavailable": "Start ssh-agent, add the key (ssh-add), and see that SSH_AUTH_SOCK reaches Bulkhead.",
  "auth-refused": "Put the public key into ~/.ssh/authorized_keys of that login, or choose another login or key.",
  "no-shell":
    "Give the login a shell (not nologin), or install the script and the forced command as `bulkhead probe authorized-key` prints them.",
  "sudo-refused": "Install the rules that `bulkhead probe sudoers` prints; without them what needs root stays unknown.",
  flood: "Something on the host prints without end, often in the login's start-up files; log in by hand and look.",
  closed: "Look into the host's log for the reason (journalctl -u ssh).",
  "bad-target": "Write it as [user@]host[:port], or ssh://user@host:port.",
  "bad-bundle": "Run the script again and keep its whole output: sh bulkhead-probe.sh >bundle.txt",
};
