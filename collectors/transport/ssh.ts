import type { Duplex } from "node:stream";
import type { AnyAuthMethod, AuthHandlerMiddleware, Client, ConnectConfig } from "ssh2";
import ssh2 from "ssh2";
import type { Auth } from "./auth.ts";
import { loadAuth } from "./auth.ts";
import { TransportError } from "./errors.ts";
import type { Hop } from "./hop.ts";
import type { HostKey, HostKeyPolicy, HostKeyVerdict } from "./host-keys.ts";
import { hostKeyOf, preferredAlgorithms } from "./host-keys.ts";
import { closedEarly, explain, flood, plain, slow, watchBeginning } from "./login-errors.ts";
import type { RunOptions, RunResult } from "./run.ts";
import { runOn } from "./run.ts";
import { placeName } from "./target.ts";
import { openTcp } from "./tcp.ts";

export type { Hop } from "./hop.ts";
export type { RunOptions, RunResult } from "./run.ts";

export type ConnectStep = "tcp" | "host-key" | "login";

export interface ConnectOptions {
  target: Hop;
  /** Machines to go through, in order; empty for a direct connection. */
  jumps: readonly Hop[];
  hostKeys: HostKeyPolicy;
  /** For the TCP connection of each hop; default 10. */
  connectTimeoutSeconds?: number;
  /** From the TCP connection to the login, for each hop; default 15. */
  handshakeTimeoutSeconds?: number;
  signal?: AbortSignal;
  /** Told of each step that succeeded, with what was seen, and whether it was the target's or a jump host's. */
  onStep?(step: ConnectStep, detail: string, hop: Hop, isJump: boolean): void;
}

/** One authenticated connection, on which several commands may run at once. */
export interface Connection {
  hostKey: HostKey;
  /** Never rejects: what goes wrong is in `ended`. */
  run(command: string, options: RunOptions): Promise<RunResult>;
  close(): void;
}

const keepaliveIntervalMs = 5000;
const keepaliveCountMax = 3;
const graceMs = 500;

/** Connects and logs in, through the jump hosts in turn. Throws TransportError, or the signal's reason when it is aborted. */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const clients: Client[] = [];
  const hops = await Promise.all(
    [...options.jumps, options.target].map(async (hop, index) => ({
      hop,
      isJump: index < options.jumps.length,
      methods: await authMethods(hop),
    })),
  );
  try {
    let last: { client: Client; hostKey: HostKey } | null = null;
    for (const { hop, isJump, methods } of hops) {
      const socket: Duplex = last
        ? await forward(last.client, hop, options)
        : await openTcp(hop.host, hop.port, connectSeconds(options), options.signal);
      options.onStep?.("tcp", `${placeName(hop.host, hop.port)} answers.`, hop, isJump);
      last = await logIn(socket, hop, methods, isJump, options, clients);
    }
    if (!last) throw new TransportError("bad-target", "There is no host to connect to.");
    return connection(last.client, last.hostKey, clients);
  } catch (error) {
    end(clients);
    throw error;
  }
}

function connectSeconds({ connectTimeoutSeconds = 10 }: ConnectOptions): number {
  return connectTimeoutSeconds;
}

/** Nobody waits for a farewell: what does not end by itself is cut. */
function end(clients: readonly Client[]): void {
  for (const client of clients.toReversed()) client.end();
  setTimeout(() => {
    for (const client of clients) client.destroy();
  }, graceMs).unref();
}

function forward(client: Client, hop: Hop, options: ConnectOptions): Promise<Duplex> {
  const place = placeName(hop.host, hop.port);
  return new Promise((resolve, reject) => {
    const seconds = connectSeconds(options);
    const timer = setTimeout(
      () => reject(new TransportError("timeout", `The jump host got no answer from ${place} within ${seconds} s.`)),
      seconds * 1000,
    );
    client.forwardOut("127.0.0.1", 0, hop.host, hop.port, (error, channel) => {
      clearTimeout(timer);
      if (!error) return resolve(channel);
      const advice = "Check that the jump host reaches it, and that its sshd allows forwarding (AllowTcpForwarding).";
      return reject(
        new TransportError("refused", `The jump host cannot reach ${place}: ${plain(error.message)}.`, { cause: error, advice }),
      );
    });
  });
}

function logIn(
  socket: Duplex,
  hop: Hop,
  methods: AnyAuthMethod[],
  isJump: boolean,
  options: ConnectOptions,
  clients: Client[],
): Promise<{ client: Client; hostKey: HostKey }> {
  const watch = watchBeginning(socket);
  const client = new ssh2.Client();
  clients.push(client);
  const seen: { key: HostKey | null; verdict: HostKeyVerdict } = { key: null, verdict: "unknown" };
  const seconds = options.handshakeTimeoutSeconds ?? 15;
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      clearTimeout(timer);
      options.signal?.removeEventListener("abort", onAbort);
      client.removeAllListeners().on("error", () => {});
      client.destroy();
      reject(error);
    };
    const onAbort = () => fail(options.signal?.reason);
    const timer = setTimeout(() => fail(slow(hop, watch, seen.key, seconds)), seconds * 1000);
    if (options.signal?.aborted) return onAbort();
    options.signal?.addEventListener("abort", onAbort, { once: true });
    watch.onFlood = () => fail(flood(hop));
    client.on("error", (error) => fail(explain(error, hop, isJump, watch, seen)));
    client.on("close", () => fail(closedEarly(hop, watch, seen.key)));
    client.on("ready", () => {
      clearTimeout(timer);
      options.signal?.removeEventListener("abort", onAbort);
      watch.stop();
      client
        .removeAllListeners("error")
        .removeAllListeners("close")
        .on("error", () => {});
      options.onStep?.("login", `${hop.user} is logged in.`, hop, isJump);
      if (seen.key) resolve({ client, hostKey: seen.key });
      else fail(new TransportError("closed", "The server showed no host key."));
    });
    const verify = (blob: Buffer) => {
      seen.key = hostKeyOf(blob);
      seen.verdict = options.hostKeys.check(...filedUnder(hop), seen.key);
      if (seen.verdict === "trusted") options.onStep?.("host-key", `${seen.key.type} ${seen.key.fingerprint}`, hop, isJump);
      return seen.verdict === "trusted";
    };
    try {
      client.connect(clientConfig(socket, hop, methods, options, verify));
    } catch (error) {
      fail(new TransportError("key-unusable", `The login cannot be tried: ${plain(String(error))}.`, { cause: error }));
    }
    return undefined;
  });
}

function clientConfig(
  socket: Duplex,
  hop: Hop,
  methods: AnyAuthMethod[],
  options: ConnectOptions,
  hostVerifier: (blob: Buffer) => boolean,
): ConnectConfig {
  let next = 0;
  const authHandler: AuthHandlerMiddleware = (_left, _partial, callback) => {
    // The types know no end of the list, which is false.
    (callback as (method: AnyAuthMethod | false) => void)(methods[next++] ?? false);
  };
  return {
    sock: socket,
    username: hop.user,
    hostVerifier,
    authHandler,
    algorithms: { serverHostKey: preferredAlgorithms(options.hostKeys.typesOf(...filedUnder(hop))) },
    readyTimeout: 0,
    keepaliveInterval: keepaliveIntervalMs,
    keepaliveCountMax,
  };
}

/** Where the host key of a hop is looked up: HostKeyAlias stands for a name without a port. */
function filedUnder({ host, port, hostKeyAlias }: Hop): [string, number] {
  return hostKeyAlias === undefined ? [host, port] : [hostKeyAlias, 22];
}

async function authMethods(hop: Hop): Promise<AnyAuthMethod[]> {
  const username = hop.user;
  const ways = await loadAuth(hop.auth);
  return ways.flatMap((way): AnyAuthMethod[] => {
    if (way.kind === "agent") return [{ type: "agent", username, agent: way.socket }];
    if (way.kind === "key") {
      const key = usableKey(way);
      if (key instanceof TransportError && !way.isOptional) throw key;
      return key instanceof TransportError ? [] : [{ type: "publickey", username, key }];
    }
    const answer = (_name: string, _text: string, _language: string, prompts: readonly unknown[], finish: (answers: string[]) => void) =>
      finish(prompts.map(() => way.password));
    return [
      { type: "password", username, password: way.password },
      { type: "keyboard-interactive", username, prompt: answer as never },
    ];
  });
}

function usableKey({ privateKey, passphrase }: Extract<Auth, { kind: "key" }>) {
  const parsed = ssh2.utils.parseKey(privateKey, passphrase);
  const key = Array.isArray(parsed) ? parsed[0] : parsed;
  if (key instanceof Error || !key) {
    const isLocked = key instanceof Error && /passphrase|encrypted|decrypt|integrity/i.test(key.message);
    return new TransportError(
      "key-unusable",
      `The private key cannot be used: ${isLocked ? "its passphrase is missing or wrong" : "its form is not known"}.`,
    );
  }
  return key.isPrivateKey() ? key : new TransportError("key-unusable", "This is a public key: the private one is needed.");
}

function connection(client: Client, hostKey: HostKey, clients: readonly Client[]): Connection {
  const state = { isOpen: true };
  client.on("close", () => {
    state.isOpen = false;
  });
  return {
    hostKey,
    run: (command, options) => runOn(client, () => state.isOpen, command, options),
    close: () => end(clients),
  };
}
