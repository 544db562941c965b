import { createHash, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { AddressInfo, Socket } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import type { AuthContext, Connection, ServerChannel } from "ssh2";
import ssh2 from "ssh2";
import type { FleetHost } from "./fleet.ts";
import type { Latency } from "./run-script.ts";
import { runScript } from "./run-script.ts";

/** Exit status of a shell for what it does not have. */
const notInstalled = 127;
const maximumScriptBytes = 4 * 1024 * 1024;

export interface SimulatorOptions {
  /** A loopback address; the simulated hosts share it and differ in their ports. */
  address: string;
  /** Port of the first host, the others follow; 0 gives each a free port. */
  firstPort: number;
  /** Folder in which each host's private host key is kept, so that a pinned key survives a restart. Made where missing. */
  hostKeysFolder: string;
  /** Public keys in OpenSSH form that may log in, under any user name. */
  authorizedKeys: readonly string[];
  /** A password that may log in too; none by default. */
  password?: string;
  /** How long each call takes, so that a visit can be watched; not at all by default. */
  latency?: Latency;
}

export interface SimulatedHost {
  name: string;
  address: string;
  port: number;
  /** "ssh-ed25519 AAAA…", as in known_hosts. */
  hostKey: string;
  /** "SHA256:…", as ssh prints it. */
  hostKeyFingerprint: string;
}

export interface Simulator {
  hosts: SimulatedHost[];
  /** Cuts every connection and closes every port. */
  stop(): Promise<void>;
}

/**
 * Starts one SSH server per host on loopback. Rejects where a port is taken; the servers that already listen are stopped then.
 * A visit may only do what Bulkhead does: run `sh -s` with the script on stdin; anything else exits 127.
 */
export async function startSimulatedHosts(fleet: readonly FleetHost[], options: SimulatorOptions): Promise<Simulator> {
  const started = await Promise.allSettled(
    fleet.map((host, index) => startHost(host, options.firstPort === 0 ? 0 : options.firstPort + index, options)),
  );
  const running = started.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const stop = async (): Promise<void> => {
    await Promise.all(running.map((host) => host.stop()));
  };
  const failure = started.find((result) => result.status === "rejected");
  if (failure !== undefined) {
    await stop();
    throw failure.reason;
  }
  return { hosts: running.map(({ host }) => host), stop };
}

/**
 * Reads the ed25519 key pair kept in a file (and its `.pub`), or makes one there, mode 600. Returns the OpenSSH texts: the private
 * key, and the public one as a line of authorized_keys.
 */
export function keyPairIn(file: string, comment: string): { privateKey: string; publicKey: string } {
  try {
    return { privateKey: readFileSync(file, "utf8"), publicKey: readFileSync(`${file}.pub`, "utf8").trim() };
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  const pair = newKeyPair(comment);
  writeFileSync(file, pair.private, { mode: 0o600 });
  writeFileSync(`${file}.pub`, `${pair.public}\n`);
  return { privateKey: pair.private, publicKey: pair.public };
}

/** ssh2's generator writes an ed25519 key that it cannot read itself once in some hundred times: try again then. */
function newKeyPair(comment: string): { private: string; public: string } {
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync("ed25519", { comment });
    if (!(ssh2.utils.parseKey(pair.private) instanceof Error)) return pair;
  }
}

async function startHost(
  host: FleetHost,
  port: number,
  options: SimulatorOptions,
): Promise<{ host: SimulatedHost; stop(): Promise<void> }> {
  mkdirSync(options.hostKeysFolder, { recursive: true, mode: 0o700 });
  const { privateKey, publicKey } = keyPairIn(join(options.hostKeysFolder, host.name), host.name);
  const [type = "", key = ""] = publicKey.split(" ");
  const server = new ssh2.Server({ hostKeys: [privateKey], ident: "OpenSSH_9.2p1" }, (connection) => serve(connection, host, options));
  const sockets = new Set<Socket>();
  // Nagle's algorithm off: it costs each visit some 70 ms of waiting for acknowledgements.
  const listener = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    server.injectSocket(socket);
  });
  await new Promise<void>((resolve, reject) => {
    listener.once("error", reject);
    listener.listen(port, options.address, resolve);
  });
  const fingerprint = createHash("sha256").update(Buffer.from(key, "base64")).digest("base64").replace(/=+$/, "");
  return {
    host: {
      name: host.name,
      address: options.address,
      port: (listener.address() as AddressInfo).port,
      hostKey: `${type} ${key}`,
      hostKeyFingerprint: `SHA256:${fingerprint}`,
    },
    stop: async () => {
      const closed = new Promise((resolve) => listener.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function serve(connection: Connection, host: FleetHost, options: SimulatorOptions): void {
  connection.on("error", () => connection.end());
  connection.on("authentication", (context) => (mayLogIn(context, options) ? context.accept() : context.reject(["publickey"])));
  connection.on("session", (accept) => {
    accept().on("exec", (acceptExec, _reject, { command }) => {
      const channel = acceptExec();
      // A visitor who goes away midway ends the answer, nothing else.
      execute(channel, command, host, options.latency ?? (() => 0)).catch(() => channel.destroy());
    });
  });
}

function mayLogIn(context: AuthContext, { authorizedKeys, password }: SimulatorOptions): boolean {
  if (context.method === "password") return password !== undefined && equal(Buffer.from(context.password), Buffer.from(password));
  if (context.method !== "publickey") return false;
  const { key, blob, signature, hashAlgo } = context;
  const known = authorizedKeys.some((line) => equal(Buffer.from(line.split(" ")[1] ?? "", "base64"), key.data));
  if (!known || signature === undefined || blob === undefined) return known;
  const parsed = ssh2.utils.parseKey(`${key.algo} ${key.data.toString("base64")}`);
  return !(parsed instanceof Error) && parsed.verify(blob, signature, hashAlgo) === true;
}

function equal(left: Buffer, right: Buffer): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}

/** A shell that knows one thing: to run the script from stdin, as `sh -s -- NONCE LANE`. */
async function execute(channel: ServerChannel, command: string, host: FleetHost, latency: Latency): Promise<void> {
  const asked = /^sh -s -- ([0-9a-f]{32}) ([A-Za-z]+)$/.exec(command);
  channel.on("error", () => channel.destroy());
  if (!asked) {
    channel.stderr.write(
      `a simulated host only runs Bulkhead's script: sh -s -- NONCE LANE, not ${JSON.stringify(command.slice(0, 200))}\n`,
    );
    channel.exit(notInstalled);
    channel.end();
    return;
  }
  const [, nonce = "", lane = ""] = asked;
  const script = await textFrom(channel);
  let isAnswered = false;
  for await (const part of runScript(host.recording, script, { nonce, lane }, latency)) {
    isAnswered = true;
    if (channel.destroyed) return;
    if (!channel.write(part)) await once(channel, "drain");
  }
  if (!isAnswered) channel.stderr.write("a simulated host was sent a script that is not Bulkhead's, or an unknown lane\n");
  channel.exit(isAnswered ? 0 : notInstalled);
  channel.end();
}

/** What the visitor sends, to its end; iterating a channel would close its other half too. Rejects beyond any script's size. */
function textFrom(channel: ServerChannel): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    channel.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maximumScriptBytes) reject(new Error("this is no script of Bulkhead"));
      else chunks.push(chunk);
    });
    channel.once("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
    channel.once("close", () => reject(new Error("the visitor went away")));
  });
}
