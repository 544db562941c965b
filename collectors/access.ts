import type { StoredAccess } from "#lib/db/stored-access.ts";
import { env } from "#lib/env.ts";
import { unseal } from "#lib/seal.ts";
import type { Auth } from "./transport/auth.ts";
import { TransportError } from "./transport/errors.ts";
import { pinnedKeys } from "./transport/host-keys.ts";
import type { ConnectOptions } from "./transport/ssh.ts";
import { parseJumps, placeName } from "./transport/target.ts";

const defaultPort = 22;

/**
 * How to connect to a host of the database: its secrets are opened here, in the process that uses them. A jump host is logged in to as
 * the host itself is, unless it names its own user. Throws TransportError when there is nothing to log in with.
 */
export function connectOptionsOf(access: StoredAccess): Pick<ConnectOptions, "target" | "jumps" | "hostKeys"> {
  const { address: host, port, login: user, hostKeys, jumpHostKeys } = access;
  const auth = [authOf(access)];
  const jumps = parseJumps(access.jump ?? "").map((hop) => ({
    host: hop.host,
    port: hop.port ?? defaultPort,
    user: hop.user ?? user,
    auth,
  }));
  return { target: { host, port, user, auth }, jumps, hostKeys: pinnedKeys({ ...jumpHostKeys, [placeName(host, port)]: hostKeys }) };
}

function authOf(access: StoredAccess): Auth {
  const { sealedPassphrase } = access;
  const passphrase = sealedPassphrase === null ? {} : { passphrase: open(sealedPassphrase, access.hostId) };
  switch (access.authKind) {
    case "agent":
      return agent();
    case "keyFile":
      return { kind: "key-file", path: access.keyFile ?? "", ...passphrase };
    case "sealedKey":
      return { kind: "key", privateKey: open(access.sealedSecret ?? "", access.hostId), ...passphrase };
    case "password":
      return { kind: "password", password: open(access.sealedSecret ?? "", access.hostId) };
  }
}

function agent(): Auth {
  const socket = env().sshAgentSocket;
  if (socket === null) throw new TransportError("agent-unavailable", "No ssh-agent reaches Bulkhead.");
  return { kind: "agent", socket };
}

function open(sealed: string, hostId: string): string {
  try {
    return unseal(sealed, hostId);
  } catch (error) {
    const message = error instanceof Error ? error.message : "A stored secret does not open.";
    throw new TransportError("key-unusable", message, { advice: "Give the host its key or password anew, in its settings.", cause: error });
  }
}
