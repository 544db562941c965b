import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { accessSync, chmodSync, constants, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";

/** Where Debian, the Red Hat family and Homebrew keep it. */
const sshdPaths = ["/usr/sbin/sshd", "/usr/local/sbin/sshd", "/opt/homebrew/sbin/sshd"];

/** A real OpenSSH server of one's own: loopback, a free port, keys and configuration in a folder that goes with it. */
export interface Sshd {
  host: "127.0.0.1";
  port: number;
  /** Who may log in: the user that runs the test. */
  user: string;
  /** A private key that may log in. */
  keyFile: string;
  /** "type base64" of each host key. */
  hostKeys: string[];
  /** Folder of keys and configuration. */
  folder: string;
  /** What sshd logged so far. */
  log(): string;
  /** Replaces what may log in, from the next connection on. */
  setAuthorizedKeys(text: string): void;
  /** Makes another pair of keys in the folder; returns the private key's path. Types as ssh-keygen -t takes them. */
  makeKey(name: string, type?: string, passphrase?: string): string;
  stop(): Promise<void>;
}

export interface SshdOptions {
  /** More lines of sshd_config. */
  config?: readonly string[];
  hostKeyTypes?: readonly string[];
  /** Listens here instead of on a free port: a host that comes back with other keys. */
  port?: number;
}

/** Path of sshd, or null where there is none, so that a test can skip itself by name. */
export function findSshd(): string | null {
  return sshdPaths.find((path) => isExecutable(path)) ?? null;
}

/** Starts it and waits until it answers. Works as root and as any other user, who can then log in as themselves only. */
export async function startSshd({ config = [], hostKeyTypes = ["ed25519"], port: wanted }: SshdOptions = {}): Promise<Sshd> {
  const path = findSshd();
  if (path === null) throw new Error("there is no OpenSSH server here");
  const folder = mkdtempSync(join(tmpdir(), "bulkhead-sshd-"));
  chmodSync(folder, 0o755);
  const port = wanted ?? (await freePort());
  const makeKey = (name: string, type = "ed25519", passphrase = "") => {
    const file = join(folder, name);
    execFileSync("ssh-keygen", ["-q", "-t", type, "-N", passphrase, "-C", name, "-f", file]);
    return file;
  };
  const hostKeyFiles = hostKeyTypes.map((type) => makeKey(`host_${type}`, type));
  const keyFile = makeKey("login");
  const authorizedKeys = join(folder, "authorized_keys");
  const setAuthorizedKeys = (text: string) => writeFileSync(authorizedKeys, text, { mode: 0o644 });
  setAuthorizedKeys(readFileSync(`${keyFile}.pub`, "utf8"));
  const file = join(folder, "sshd_config");
  writeFileSync(file, configText({ port, folder, authorizedKeys, hostKeyFiles, config }));
  if (userInfo().uid === 0) mkdirSync("/run/sshd", { recursive: true, mode: 0o755 });
  const child = spawn(path, ["-D", "-e", "-f", file], { stdio: ["ignore", "ignore", "pipe"] });
  let log = "";
  child.stderr?.on("data", (piece: Buffer) => {
    log = (log + piece.toString()).slice(-64 * 1024);
  });
  await waitUntilOpen(port, child, () => log);
  return {
    host: "127.0.0.1",
    port,
    user: userInfo().username,
    keyFile,
    hostKeys: hostKeyFiles.map((key) => readFileSync(`${key}.pub`, "utf8").split(" ").slice(0, 2).join(" ")),
    folder,
    log: () => log,
    setAuthorizedKeys,
    makeKey,
    stop: () => stop(child, folder),
  };
}

interface ConfigParts {
  port: number;
  folder: string;
  authorizedKeys: string;
  hostKeyFiles: readonly string[];
  config: readonly string[];
}

function configText({ port, folder, authorizedKeys, hostKeyFiles, config }: ConfigParts): string {
  return [
    // The first word on a setting holds, so what a test asks for comes before the defaults.
    ...config,
    `Port ${port}`,
    "ListenAddress 127.0.0.1",
    ...hostKeyFiles.map((key) => `HostKey ${key}`),
    `AuthorizedKeysFile ${authorizedKeys}`,
    `PidFile ${join(folder, "sshd.pid")}`,
    "StrictModes no",
    "UsePAM no",
    "PasswordAuthentication no",
    "KbdInteractiveAuthentication no",
    "PermitRootLogin prohibit-password",
    "MaxStartups 200:30:300",
    "LogLevel VERBOSE",
    "",
  ].join("\n");
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function waitUntilOpen(port: number, child: ChildProcess, log: () => string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`sshd ended: ${log()}`);
    if (await isOpen(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill();
  throw new Error(`sshd does not listen: ${log()}`);
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    const finish = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => finish(true));
    socket.once("error", () => finish(false));
  });
}

async function stop(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
