import type { Duplex } from "node:stream";
import type { Auth } from "./auth.ts";
import type { OfferedKey } from "./errors.ts";
import { TransportError } from "./errors.ts";
import type { Hop } from "./hop.ts";
import type { HostKey, HostKeyVerdict } from "./host-keys.ts";
import { placeName } from "./target.ts";

/** More than this before the login is a flood: a key exchange with all its banners takes a few kilobytes. */
const maximumBytesBeforeLogin = 256 * 1024;
const notSshAdvice = "Check the address and port: this is not how an SSH server begins.";

/** What was sent before the login: enough to tell what kind of server it is, and a limit. */
interface Beginning {
  bytes: number;
  head: string;
  onFlood: () => void;
  stop(): void;
}

export function watchBeginning(socket: Duplex): Beginning {
  const beginning: Beginning = { bytes: 0, head: "", onFlood: () => {}, stop: () => socket.off("data", onData) };
  const onData = (piece: Buffer) => {
    beginning.bytes += piece.length;
    if (beginning.head.length < 4096) beginning.head += piece.subarray(0, 4096).toString("latin1");
    if (beginning.bytes > maximumBytesBeforeLogin) beginning.onFlood();
  };
  // Listening makes a stream flow: it may begin only once ssh2 listens as well, and then this must hear first what ssh2 may choke on.
  const attach = (event: string | symbol) => {
    if (event !== "data") return;
    socket.off("newListener", attach);
    queueMicrotask(() => socket.prependListener("data", onData));
  };
  socket.on("newListener", attach);
  return beginning;
}

function isSsh({ head }: Beginning): boolean {
  return /^SSH-(2\.0|1\.99)-/m.test(head);
}

export function flood(hop: Hop): TransportError {
  return new TransportError("flood", `${placeName(hop.host, hop.port)} sends without end before the login.`, { advice: notSshAdvice });
}

export function slow(hop: Hop, beginning: Beginning, key: HostKey | null, seconds: number): TransportError {
  const place = placeName(hop.host, hop.port);
  if (beginning.bytes === 0) return new TransportError("timeout", `${place} takes the connection and then says nothing for ${seconds} s.`);
  if (!isSsh(beginning)) return notSsh(hop, beginning);
  const step = key ? "the login" : "the key exchange";
  return new TransportError("timeout", `${place} did not finish ${step} within ${seconds} s.`);
}

function notSsh(hop: Hop, { head }: Beginning): TransportError {
  const begins = plain(head.slice(0, 40)).trim();
  return new TransportError(
    "no-ssh",
    `${placeName(hop.host, hop.port)} does not speak SSH${begins === "" ? "" : ` (it says "${begins}")`}.`,
  );
}

export function closedEarly(hop: Hop, beginning: Beginning, key: HostKey | null): TransportError {
  const place = placeName(hop.host, hop.port);
  if (beginning.bytes > 0 && !isSsh(beginning)) return notSsh(hop, beginning);
  const when = beginning.bytes === 0 ? "at once" : key ? "during the login" : "during the key exchange";
  const advice =
    beginning.bytes === 0 ? "Check whether sshd or a firewall turns this address away (MaxStartups, hosts.deny, fail2ban)." : undefined;
  return new TransportError("closed", `${place} closed the connection ${when}.`, advice === undefined ? {} : { advice });
}

type Seen = { key: HostKey | null; verdict: HostKeyVerdict };

export function explain(
  error: Error & { level?: string; code?: unknown },
  hop: Hop,
  isJump: boolean,
  beginning: Beginning,
  seen: Seen,
): TransportError {
  const place = placeName(hop.host, hop.port);
  const cause = { cause: error };
  if (seen.key && seen.verdict !== "trusted") return distrust(seen.key, seen.verdict, place, isJump);
  if (error.level === "agent")
    return new TransportError("agent-unavailable", `The ssh-agent does not answer: ${plain(error.message)}.`, cause);
  if (error.level === "client-authentication") {
    const tried = hop.auth.map(describe).join(", ") || "nothing: no key, agent or password was given";
    return new TransportError("auth-refused", `${place} refuses the login of ${hop.user} (tried: ${tried}).`, cause);
  }
  if (error.level === "client-timeout") return new TransportError("timeout", `${place} stopped answering.`, cause);
  if (beginning.bytes > 0 && !isSsh(beginning)) return notSsh(hop, beginning);
  if (/no matching/.test(error.message)) return new TransportError("no-common-algorithm", `${place}: ${plain(error.message)}.`, cause);
  if (error.level === "client-socket" || beginning.bytes === 0) return closedEarly(hop, beginning, seen.key);
  return new TransportError("closed", `${place} broke off: ${plain(error.message)}.`, cause);
}

function describe(auth: Auth): string {
  return auth.kind === "key-file" ? `key ${auth.path}` : auth.kind === "agent" ? "ssh-agent" : auth.kind;
}

function distrust(
  key: HostKey,
  verdict: Exclude<HostKeyVerdict, "trusted"> | HostKeyVerdict,
  place: string,
  isJump: boolean,
): TransportError {
  const offeredKey: OfferedKey = { host: place, isJump, key: key.line, fingerprint: key.fingerprint };
  const shown = `${key.type} ${key.fingerprint}`;
  if (verdict === "changed")
    return new TransportError("host-key-changed", `${place} shows another host key than the pinned one: ${shown}.`, { offeredKey });
  if (verdict === "revoked") return new TransportError("host-key-revoked", `${place} shows a revoked host key: ${shown}.`, { offeredKey });
  return new TransportError("host-key-unknown", `The host key of ${place} is not known yet: ${shown}.`, { offeredKey });
}

/** Text of another machine, fit for a message: no control characters, not long. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]+/gu, " ").slice(0, 200);
}
