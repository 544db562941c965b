import type { Duplex, Readable } from "node:stream";

const maximumStderrBytes = 8 * 1024;

export interface RunOptions {
  stdin: string;
  /** More than this on stdout and stderr together ends the run as a flood. */
  maximumBytes: number;
  timeoutSeconds: number;
  /** Told of each piece of stdout as it comes; returning true means that the rest is not needed. */
  onData?(piece: Buffer): boolean | undefined;
}

/** What one command said. `ended` tells why there is no more of it. */
export interface RunResult {
  stdout: Buffer;
  /** The first part of it. */
  stderr: string;
  exitStatus: number | null;
  ended: "exit" | "enough" | "timeout" | "flood" | "closed" | "refused";
}

interface Channel extends Duplex {
  stderr: Readable;
  close(): void;
}

/** What is needed of an ssh2 client to run a command. */
export interface CommandRunner {
  exec(command: string, opened: (error: Error | undefined, channel: Channel) => void): unknown;
  once(event: "close", listener: () => void): unknown;
  off(event: "close", listener: () => void): unknown;
}

/** Runs one command on a channel of its own. Never rejects. */
export function runOn(client: CommandRunner, isOpen: () => boolean, command: string, options: RunOptions): Promise<RunResult> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let bytes = 0;
    let stderr = "";
    let exitStatus: number | null = null;
    let channel: Channel | null = null;
    const finish = (ended: RunResult["ended"]) => {
      clearTimeout(timer);
      client.off("close", onClose);
      channel?.removeAllListeners().on("error", () => {});
      channel?.stderr.removeAllListeners().on("error", () => {});
      channel?.close();
      resolve({ stdout: Buffer.concat(pieces), stderr, exitStatus, ended });
    };
    const onClose = () => finish("closed");
    const timer = setTimeout(() => finish("timeout"), options.timeoutSeconds * 1000);
    const count = (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > options.maximumBytes) finish("flood");
      return bytes <= options.maximumBytes;
    };
    if (!isOpen()) return finish("closed");
    client.once("close", onClose);
    const opened = (error: Error | undefined, stream: Channel) => {
      if (error) return finish(isOpen() ? "refused" : "closed");
      channel = stream;
      stream.on("error", () => {});
      stream.on("data", (piece: Buffer) => {
        if (!count(piece)) return;
        pieces.push(piece);
        if (options.onData?.(piece) === true) finish("enough");
      });
      stream.stderr.on("data", (piece: Buffer) => {
        if (count(piece) && stderr.length < maximumStderrBytes) stderr += piece.toString("utf8");
      });
      stream.on("exit", (status: number | null) => {
        exitStatus = status;
      });
      stream.on("close", () => finish("exit"));
      stream.end(options.stdin);
    };
    try {
      client.exec(command, opened);
    } catch {
      finish("closed");
    }
    return undefined;
  });
}
