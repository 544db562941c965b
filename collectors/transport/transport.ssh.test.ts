import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { collectHost } from "#collectors/collect.ts";
import type { AnyProbe } from "#collectors/probe.ts";
import { defineProbe } from "#collectors/probe.ts";
import { probes } from "#collectors/probes/index.ts";
import { authorizedKeyLine, composeScript, runCommand } from "#collectors/script.ts";
import { findSshd, type Sshd, startSshd } from "#e2e/support/sshd.ts";
import type { Auth } from "./auth.ts";
import { acceptNew, knownHosts, parseHostKey, pinnedKeys } from "./host-keys.ts";
import { type ConnectOptions, connect } from "./ssh.ts";
import { placeName } from "./target.ts";
import { testWayIn } from "./way-in.ts";

const withSshd = findSshd() ? describe : describe.skip;
const probe = defineProbe({
  id: "test",
  fact: "mounts",
  systems: ["linux"],
  sources: {
    quick: { exec: ["echo", "quick"] },
    slow: { exec: ["sh", "-c", "sleep 1; echo slow"], lane: "slow" },
    second: { exec: ["sleep", "1"] },
  },
  parse: ({ quick, slow }) => {
    if (quick.text !== "quick\n" || slow.text !== "slow\n") throw new Error("not what was printed");
    return [];
  },
}) as unknown as AnyProbe;

let sshd: Sshd;
beforeAll(async () => {
  if (findSshd()) sshd = await startSshd({ hostKeyTypes: ["ed25519", "ecdsa", "rsa"] });
});
afterAll(() => sshd?.stop());

function pins(server: Sshd, keys: readonly string[] = server.hostKeys) {
  return pinnedKeys({ [placeName(server.host, server.port)]: keys });
}

function way(auth: Auth[] = [{ kind: "key-file", path: sshd.keyFile }], more: Partial<ConnectOptions> = {}): ConnectOptions {
  return { target: { host: sshd.host, port: sshd.port, user: sshd.user, auth }, jumps: [], hostKeys: pins(sshd), ...more };
}

const code = (expected: string) => expect.objectContaining({ code: expected });

withSshd("a real OpenSSH server", () => {
  test("one visit: one connection, every section", async () => {
    const before = sshd.log().split("Accepted publickey").length;
    const seen: number[] = [];
    const visit = await collectHost(way(), [probe], { onProgress: ({ done }) => seen.push(done) });
    expect(visit.error).toBeNull();
    expect(visit.readings).toEqual({ mounts: { status: "ok", value: [] } });
    expect(visit.sections.map(({ source, text, facts }) => [source, text, facts])).toEqual([
      ["echo quick", "quick\n", ["mounts"]],
      ["sh -c sleep 1; echo slow", "slow\n", ["mounts"]],
      ["sleep 1", "", ["mounts"]],
    ]);
    expect(visit.login).toMatchObject({ uid: userInfo().uid });
    expect(seen.at(-1)).toBe(3);
    expect(sshd.log().split("Accepted publickey").length).toBe(before + 1);
  });

  test("the lanes run side by side: each waits for the other", async () => {
    const meeting = join(sshd.folder, "meeting");
    execFileSync("mkfifo", [meeting]);
    const sources = {
      quick: { exec: ["cat", meeting], timeoutSeconds: 30 },
      slow: { exec: ["sh", "-c", `echo met >${meeting}`], lane: "slow", timeoutSeconds: 30 },
    } as const;
    const meet = defineProbe({ id: "test", fact: "mounts", systems: ["linux"], sources, parse: () => [] }) as unknown as AnyProbe;
    const visit = await collectHost(way(), [meet]);
    expect(visit.sections.map(({ status, text }) => [status, text])).toEqual([
      ["ok", "met\n"],
      ["ok", ""],
    ]);
  });

  test("the real probes end in readings, whatever this machine is", async () => {
    const visit = await collectHost(way(), probes);
    expect(visit.error).toBeNull();
    expect(visit.readings.names).toMatchObject({ status: "ok" });
    expect(visit.readings.identity).toMatchObject({ status: "ok" });
    expect(Object.values(visit.readings).filter((reading) => reading.status === "failed" && reading.cause === "timeout")).toEqual([]);
  });

  test("key types, also with a passphrase, as a file and as text", async () => {
    const keys = [sshd.makeKey("k-rsa", "rsa"), sshd.makeKey("k-ecdsa", "ecdsa"), sshd.makeKey("k-locked", "ed25519", "open sesame")];
    sshd.setAuthorizedKeys([sshd.keyFile, ...keys].map((key) => readFileSync(`${key}.pub`, "utf8")).join(""));
    for (const path of keys.slice(0, 2)) (await connect(way([{ kind: "key-file", path }]))).close();
    const locked = keys[2] ?? "";
    (await connect(way([{ kind: "key-file", path: locked, passphrase: "open sesame" }]))).close();
    (await connect(way([{ kind: "key", privateKey: readFileSync(locked, "utf8"), passphrase: "open sesame" }]))).close();
    await expect(connect(way([{ kind: "key-file", path: locked }]))).rejects.toEqual(code("key-unusable"));
    await expect(connect(way([{ kind: "key-file", path: locked, passphrase: "wrong" }]))).rejects.toEqual(code("key-unusable"));
    await expect(connect(way([{ kind: "key-file", path: `${locked}.pub` }]))).rejects.toEqual(code("key-unusable"));
    await expect(connect(way([{ kind: "key-file", path: "/no/such/key" }]))).rejects.toEqual(code("key-unusable"));
    const other = sshd.makeKey("k-other");
    await expect(connect(way([{ kind: "key-file", path: other }]))).rejects.toEqual(code("auth-refused"));
    (
      await connect(
        way([
          { kind: "key-file", path: "/no/such/key", isOptional: true },
          { kind: "key-file", path: other },
          { kind: "key-file", path: sshd.keyFile },
        ]),
      )
    ).close();
  });

  test("the ssh-agent", async () => {
    const socket = join(sshd.folder, "agent.sock");
    const agent = spawn("ssh-agent", ["-D", "-a", socket], { stdio: "ignore" });
    try {
      for (
        let tries = 0;
        tries < 100 && spawnSync("ssh-add", ["-l"], { env: { ...process.env, SSH_AUTH_SOCK: socket } }).status === 2;
        tries += 1
      ) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      await expect(connect(way([{ kind: "agent", socket }]))).rejects.toEqual(code("auth-refused"));
      execFileSync("ssh-add", ["-q", sshd.keyFile], { env: { ...process.env, SSH_AUTH_SOCK: socket }, stdio: "ignore" });
      (await connect(way([{ kind: "agent", socket }]))).close();
    } finally {
      agent.kill();
    }
    await expect(connect(way([{ kind: "agent", socket }]))).rejects.toMatchObject({
      code: expect.stringMatching(/^(agent-unavailable|auth-refused)$/),
    });
  });

  test("known_hosts in all its forms, and the key type that is known", async () => {
    const folder = mkdtempSync(join(tmpdir(), "bulkhead-known-"));
    const [ed25519 = "", ecdsa = "", rsa = ""] = sshd.hostKeys;
    const place = `[127.0.0.1]:${sshd.port}`;
    for (const key of [ed25519, ecdsa, rsa]) {
      const connection = await connect(way(undefined, { hostKeys: knownHosts([`# comment\n${place} ${key} somebody@somewhere\n`]) }));
      expect(connection.hostKey.line).toBe(key);
      connection.close();
    }
    const file = join(folder, "known_hosts");
    writeFileSync(file, `${place} ${ed25519}\n`);
    execFileSync("ssh-keygen", ["-q", "-H", "-f", file], { stdio: "ignore" });
    const hashed = readFileSync(file, "utf8");
    rmSync(folder, { recursive: true });
    expect(hashed).toContain("|1|");
    (await connect(way(undefined, { hostKeys: knownHosts([hashed]) }))).close();
    (await connect(way(undefined, { hostKeys: knownHosts([`[127.0.0.*]:${sshd.port} ${ed25519}`]) }))).close();
    await expect(connect(way(undefined, { hostKeys: knownHosts([`[127.0.0.*]:*,!${place} ${ed25519}`]) }))).rejects.toEqual(
      code("host-key-unknown"),
    );
    await expect(connect(way(undefined, { hostKeys: knownHosts([`127.0.0.1 ${ed25519}`]) }))).rejects.toEqual(code("host-key-unknown"));
    await expect(connect(way(undefined, { hostKeys: knownHosts([`@revoked * ${ed25519}\n${place} ${ed25519}`]) }))).rejects.toEqual(
      code("host-key-revoked"),
    );
  });

  test("an unknown key is offered, a changed one refused, a new one accepted once", async () => {
    const fingerprint = parseHostKey(sshd.hostKeys[0] ?? "")?.fingerprint;
    const printed = execFileSync("ssh-keygen", ["-lf", join(sshd.folder, "host_ed25519.pub")], { encoding: "utf8" });
    expect(printed).toContain(fingerprint);
    await expect(connect(way(undefined, { hostKeys: pinnedKeys({}) }))).rejects.toMatchObject({
      code: "host-key-unknown",
      offeredKey: { host: placeName(sshd.host, sshd.port), isJump: false, key: sshd.hostKeys[0], fingerprint },
    });
    const told: string[] = [];
    const policy = acceptNew(pinnedKeys({}), (_host, _port, key) => told.push(key.fingerprint));
    (await connect(way(undefined, { hostKeys: policy }))).close();
    (await connect(way(undefined, { hostKeys: policy }))).close();
    expect(told).toEqual([fingerprint]);

    const first = await startSshd();
    await first.stop();
    const second = await startSshd({ port: first.port });
    try {
      const options = {
        target: { host: second.host, port: second.port, user: second.user, auth: [{ kind: "key-file", path: second.keyFile }] as Auth[] },
        jumps: [],
      };
      for (const hostKeys of [pins(first), knownHosts([`[127.0.0.1]:${first.port} ${first.hostKeys[0]}`]), acceptNew(pins(first))]) {
        await expect(connect({ ...options, hostKeys })).rejects.toMatchObject({
          code: "host-key-changed",
          offeredKey: { key: second.hostKeys[0] },
        });
      }
      const visit = await collectHost({ ...options, hostKeys: pins(first) }, [probe]);
      expect(visit).toMatchObject({
        error: { code: "host-key-changed" },
        readings: { mounts: { status: "failed", cause: "unreachable" } },
        sections: [],
      });
    } finally {
      await second.stop();
    }
  });

  test("jump hosts, each with its own host key check", async () => {
    const jump = await startSshd();
    try {
      const hop = { host: jump.host, port: jump.port, user: jump.user, auth: [{ kind: "key-file", path: jump.keyFile }] as Auth[] };
      const both = pinnedKeys({ [placeName(jump.host, jump.port)]: jump.hostKeys, [placeName(sshd.host, sshd.port)]: sshd.hostKeys });
      const visit = await collectHost(way(undefined, { jumps: [hop], hostKeys: both }), [probe]);
      expect(visit).toMatchObject({ error: null, readings: { mounts: { status: "ok" } } });
      const again = await collectHost(way(undefined, { jumps: [hop, { ...way().target }, hop], hostKeys: both }), [probe]);
      expect(again.error).toBeNull();
      await expect(connect(way(undefined, { jumps: [hop], hostKeys: pins(sshd) }))).rejects.toMatchObject({
        code: "host-key-unknown",
        offeredKey: { isJump: true, host: placeName(jump.host, jump.port) },
      });
      const nowhere = way(undefined, { jumps: [hop], hostKeys: both });
      await expect(connect({ ...nowhere, target: { ...nowhere.target, port: 1 } })).rejects.toEqual(code("refused"));
    } finally {
      await jump.stop();
    }
  });

  test("a key that is locked to the root-owned copy of the script", async () => {
    const server = await startSshd();
    try {
      const script = join(server.folder, "bulkhead-probe");
      writeFileSync(script, composeScript([probe]));
      server.setAuthorizedKeys(authorizedKeyLine(readFileSync(`${server.keyFile}.pub`, "utf8"), script));
      const target = {
        host: server.host,
        port: server.port,
        user: server.user,
        auth: [{ kind: "key-file", path: server.keyFile }] as Auth[],
      };
      const options: ConnectOptions = { target, jumps: [], hostKeys: pins(server) };
      const visit = await collectHost(options, [probe]);
      expect(visit).toMatchObject({ error: null, readings: { mounts: { status: "ok" } } });
      expect(await testWayIn(options)).toMatchObject({
        status: expect.stringMatching(/passed|failed/),
        steps: [{ step: "tcp" }, {}, {}, { step: "shell", status: "passed" }, {}],
      });
      const connection = await connect(options);
      const run = await connection.run("id", { stdin: "", maximumBytes: 1000, timeoutSeconds: 10 });
      expect(run).toMatchObject({ exitStatus: 2, ended: "exit" });
      expect(run.stdout.toString()).toBe("");
      connection.close();
    } finally {
      await server.stop();
    }
  });

  test("a server that allows one channel at a time", async () => {
    const server = await startSshd({ config: ["MaxSessions 1"] });
    try {
      const target = {
        host: server.host,
        port: server.port,
        user: server.user,
        auth: [{ kind: "key-file", path: server.keyFile }] as Auth[],
      };
      expect(await collectHost({ target, jumps: [], hostKeys: pins(server) }, [probe])).toMatchObject({
        error: null,
        readings: { mounts: { status: "ok" } },
      });
    } finally {
      await server.stop();
    }
  });

  test("20 visits at once", async () => {
    const visits = await Promise.all(Array.from({ length: 20 }, () => collectHost(way(), [probe])));
    expect(visits.filter(({ error, readings }) => error === null && readings.mounts?.status === "ok")).toHaveLength(20);
  });

  test("the way in, step by step", async () => {
    const told: number[] = [];
    const trial = await testWayIn(way(), (steps) => told.push(steps.length));
    expect(trial.steps.map(({ step, status }) => [step, status]).slice(0, 4)).toEqual([
      ["tcp", "passed"],
      ["host-key", "passed"],
      ["login", "passed"],
      ["shell", "passed"],
    ]);
    expect(told).toEqual([1, 2, 3, 4, 5]);
    expect(await testWayIn(way(undefined, { hostKeys: pinnedKeys({}) }))).toMatchObject({
      status: "awaitingKey",
      offeredKey: { key: sshd.hostKeys[0] },
      steps: [
        { status: "passed" },
        { step: "host-key", status: "waiting" },
        { status: "skipped" },
        { status: "skipped" },
        { status: "skipped" },
      ],
    });
    expect(await testWayIn(way([{ kind: "password", password: "wrong" }]))).toMatchObject({
      status: "failed",
      steps: [{}, {}, { step: "login", status: "failed" }, {}, {}],
    });
  });

  test("a login without a shell, and one whose start-up files print or never end", async () => {
    const logins = {
      refuses: "echo 'This account is currently not available.'; exit 1",
      floods: "yes",
      hangs: "sleep 60",
    };
    const server = await startSshd();
    try {
      const target = {
        host: server.host,
        port: server.port,
        user: server.user,
        auth: [{ kind: "key-file", path: server.keyFile }] as Auth[],
      };
      const key = readFileSync(`${server.keyFile}.pub`, "utf8");
      const visit = (command: string) => {
        server.setAuthorizedKeys(`command="${command}" ${key}`);
        return collectHost({ target, jumps: [], hostKeys: pins(server) }, [probe], { visitTimeoutSeconds: 4 });
      };
      expect((await visit(logins.refuses)).error).toMatchObject({ code: "no-shell", message: expect.stringContaining("not available") });
      expect((await visit(logins.floods)).error).toMatchObject({ code: "flood" });
      expect(await visit(logins.hangs)).toMatchObject({ error: { code: "timeout" } });
    } finally {
      await server.stop();
    }
  });

  test("noise before the header does no harm, and aborting rejects", async () => {
    const server = await startSshd();
    try {
      const key = readFileSync(`${server.keyFile}.pub`, "utf8");
      server.setAuthorizedKeys(`command="echo Welcome; $SSH_ORIGINAL_COMMAND" ${key}`);
      const target = {
        host: server.host,
        port: server.port,
        user: server.user,
        auth: [{ kind: "key-file", path: server.keyFile }] as Auth[],
      };
      const options: ConnectOptions = { target, jumps: [], hostKeys: pins(server) };
      expect(await collectHost(options, [probe])).toMatchObject({ error: null, readings: { mounts: { status: "ok" } } });
      const abort = new AbortController();
      const visit = collectHost(options, [probe], { signal: abort.signal });
      setTimeout(() => abort.abort(new Error("the worker stops")), 200);
      await expect(visit).rejects.toThrow("the worker stops");
    } finally {
      await server.stop();
    }
  });

  test("the command is words that any login shell reads alike", () => {
    expect(runCommand("0".repeat(32), "fast")).toMatch(/^[a-z0-9 -]+$/);
  });
});
