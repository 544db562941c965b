import { generateKeyPairSync } from "node:crypto";
import { createServer, type Socket, type Server as TcpServer } from "node:net";
import type { Server, ServerChannel } from "ssh2";
import ssh2 from "ssh2";
import { afterEach, describe, expect, test } from "vitest";
import { collectHost } from "#collectors/collect.ts";
import type { AnyProbe } from "#collectors/probe.ts";
import { defineProbe } from "#collectors/probe.ts";
import { frameBye, frameHello, frameSection, type Hello, planCalls } from "#collectors/script.ts";
import { acceptNew, pinnedKeys } from "./host-keys.ts";
import type { ConnectOptions } from "./ssh.ts";
import { testWayIn } from "./way-in.ts";

const probe = defineProbe({
  id: "test",
  fact: "mounts",
  systems: ["linux"],
  sources: { one: { exec: ["one"] } },
  parse: () => [],
}) as unknown as AnyProbe;
const [call] = planCalls([probe]);
const hostKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs1", format: "pem" }) as string;
const hello: Hello = { protocol: 1, script: "0", lane: "fast", uid: 0, sudo: "root", epochSeconds: 1, systems: ["linux"] };
const megabyte = Buffer.alloc(1024 * 1024, "x");

const open: { close(): unknown }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

function listen(server: TcpServer | Server): Promise<number> {
  open.push(server);
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
}

/** A TCP server that treats each connection as told. */
function tcp(treat: (socket: Socket) => void): Promise<number> {
  return listen(
    createServer((socket) => {
      socket.on("error", () => {});
      treat(socket);
    }),
  );
}

/** An SSH server that lets everybody in, and treats each command as told. */
function ssh(treat: (channel: ServerChannel, command: string, end: () => void) => void): Promise<number> {
  return listen(
    new ssh2.Server({ hostKeys: [hostKey] }, (client) => {
      client.on("error", () => {});
      client.on("authentication", (context) => context.accept());
      client.on("session", (accept) =>
        accept().on("exec", (acceptExec, _reject, { command }) => {
          const channel = acceptExec();
          channel.on("error", () => {});
          treat(channel, command, () => client.end());
        }),
      );
    }),
  );
}

function options(port: number): ConnectOptions {
  return {
    target: { host: "127.0.0.1", port, user: "root", auth: [{ kind: "password", password: "x" }] },
    jumps: [],
    hostKeys: acceptNew(pinnedKeys({})),
    handshakeTimeoutSeconds: 2,
  };
}

async function visit(port: number, visitTimeoutSeconds = 3) {
  const before = process.memoryUsage().rss;
  const result = await collectHost(options(port), [probe], { visitTimeoutSeconds });
  const grown = (process.memoryUsage().rss - before) / megabyte.length;
  return { ...result, grown };
}

function nonceIn(command: string): string {
  return command.split(" ")[3] ?? "";
}

const pour = (stream: { write(piece: Buffer): boolean; once(event: "drain", then: () => void): unknown; destroyed?: boolean }) => {
  if (stream.destroyed) return;
  while (stream.write(megabyte));
  stream.once("drain", () => pour(stream));
};

describe("a server that is none", () => {
  test.each<[string, (socket: Socket) => void, string, RegExp]>([
    ["says nothing", () => {}, "timeout", /says nothing/],
    ["closes at once", (socket) => socket.end(), "closed", /at once/],
    ["resets", (socket) => socket.resetAndDestroy(), "closed", /./],
    ["speaks HTTP", (socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"), "no-ssh", /HTTP/],
    ["floods with text", (socket) => pour(socket), "no-ssh|flood", /./],
    ["sends binary", (socket) => socket.write(Buffer.alloc(5000, 0)), "no-ssh", /./],
    ["drips", (socket) => void setInterval(() => socket.write("S"), 50).unref(), "no-ssh", /./],
    ["greets and then says nothing", (socket) => socket.write("SSH-2.0-x\r\n"), "timeout", /key exchange/],
    [
      "greets and then sends rubbish",
      (socket) => socket.write(Buffer.concat([Buffer.from("SSH-2.0-x\r\n"), Buffer.alloc(9000, 7)])),
      "closed|timeout",
      /./,
    ],
    ["greets and closes", (socket) => socket.end("SSH-2.0-x\r\n"), "closed", /./],
    [
      "has a banner without end",
      (socket) => void setInterval(() => socket.write("welcome\r\n".repeat(2000)), 5).unref(),
      "no-ssh|flood",
      /./,
    ],
    ["puts control characters into what it says", (socket) => socket.end("\u001b[31mred\u202e\r\n"), "no-ssh", /^[^\p{Cc}\p{Cf}]*$/u],
  ])("%s", { timeout: 15_000 }, async (_name, treat, code, message) => {
    const began = performance.now();
    const { error, readings, grown } = await visit(await tcp(treat));
    expect(error?.code).toMatch(new RegExp(`^(${code})$`));
    expect(error?.message).toMatch(message);
    expect(readings.mounts).toMatchObject({ status: "failed", cause: "unreachable" });
    expect(performance.now() - began).toBeLessThan(5000);
    expect(grown).toBeLessThan(150);
  });

  test("nothing listens", async () => {
    const port = await tcp(() => {});
    open.pop()?.close();
    expect((await visit(port)).error).toMatchObject({ code: "refused" });
    expect(await testWayIn(options(port))).toMatchObject({ status: "failed", steps: [{ step: "tcp", status: "failed" }, {}, {}, {}, {}] });
  });

  test("a name that does not resolve", async () => {
    const bad = options(22);
    const { error } = await collectHost({ ...bad, target: { ...bad.target, host: "no-such-host.invalid" } }, [probe]);
    expect(error).toMatchObject({ code: "dns" });
  });
});

describe("a host that lets us in and then", () => {
  test.each<[string, Parameters<typeof ssh>[0], string]>([
    ["says nothing", () => {}, "timeout"],
    ["closes the channel", (channel) => void [channel.exit(1), channel.end()], "no-shell"],
    ["cuts the connection", (_channel, _command, end) => end(), "closed"],
    ["floods stdout", (channel) => pour(channel), "flood"],
    ["floods stderr", (channel) => pour(channel.stderr), "flood"],
    ["sends binary", (channel) => channel.end(Buffer.alloc(100_000, 255)), "no-shell"],
  ])("%s", { timeout: 20_000 }, async (_name, treat, code) => {
    const began = performance.now();
    const { error, grown } = await visit(await ssh(treat));
    expect(error?.code).toBe(code);
    expect(performance.now() - began).toBeLessThan(8000);
    expect(grown).toBeLessThan(400);
  });

  const section = { id: call?.id ?? "", item: "", text: "text", state: "ran", exitStatus: 0, durationMs: 1, errorText: "" } as const;

  test("never closes the channel: the last frame is enough", async () => {
    const began = performance.now();
    const port = await ssh((channel, command) => {
      const nonce = nonceIn(command);
      for (const byte of `login noise\n${frameHello(nonce, hello)}${frameSection(nonce, section)}${frameBye(nonce)}`) channel.write(byte);
    });
    expect(await visit(port, 10)).toMatchObject({ error: null, readings: { mounts: { status: "ok" } } });
    expect(performance.now() - began).toBeLessThan(5000);
  });

  test("drips its sections: what came in time is read, the rest is a timeout", async () => {
    const port = await ssh((channel, command) => {
      const nonce = nonceIn(command);
      channel.write(frameHello(nonce, hello));
      setInterval(() => channel.write("."), 100).unref();
    });
    expect(await visit(port)).toMatchObject({ error: null, readings: { mounts: { status: "failed", cause: "timeout" } } });
  });

  test("closes midway: no section passes for whole", async () => {
    const port = await ssh((channel, command, end) => {
      const nonce = nonceIn(command);
      channel.write(frameHello(nonce, hello) + frameSection(nonce, section).slice(0, -20));
      setTimeout(end, 50);
    });
    expect(await visit(port)).toMatchObject({ error: null, readings: { mounts: { status: "failed", cause: "timeout" } } });
  });

  test("answers with another nonce: nothing of it is believed", async () => {
    const other = "f".repeat(32);
    const port = await ssh((channel) => channel.end(frameHello(other, hello) + frameSection(other, section) + frameBye(other)));
    expect(await visit(port)).toMatchObject({ error: { code: "no-shell" } });
  });
});
