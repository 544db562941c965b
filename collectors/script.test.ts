import { spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AnyProbe, Source } from "./probe.ts";
import { callId, composeScript, maskSecrets, readCalls, runCommand, splitOutput } from "./script.ts";

const nonce = "0123456789abcdef0123456789abcdef";
const shells = [["sh"], ["dash"], ["bash"], ["bash", "--posix"], ["busybox", "sh"]] as const;
const present = (shell: readonly string[]) => spawnSync(shell[0] ?? "", [...shell.slice(1), "-c", ":"]).status === 0;
let folder = "";
let tools = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bulkhead-script-"));
  tools = join(folder, "bin");
  mkdirSync(tools);
  mkdirSync(join(folder, "conf.d"));
  mkdirSync(join(folder, "empty.d"));
  writeFileSync(join(folder, "conf.d", "b.conf"), "two\n");
  writeFileSync(join(folder, "conf.d", "a.conf"), "one: x\nmore");
  writeFileSync(join(folder, "conf.d", "odd:name.conf"), "");
  writeFileSync(join(folder, "conf.d", "other.txt"), "not this");
  writeFileSync(join(folder, "plain"), "no newline at the end");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A tool of the simulated host: a shell script on the composed PATH. */
function tool(name: string, body: string): void {
  writeFileSync(join(tools, name), `#!/bin/sh\n${body}\n`);
  chmodSync(join(tools, name), 0o755);
}

function probeOf(sources: Record<string, Source>, systems: AnyProbe["systems"] = ["linux"]): AnyProbe {
  return { id: "test", fact: "mounts", systems, sources, parse: () => [] };
}

interface Run {
  output: Buffer;
  seconds: number;
}

/** Runs a script as the collector does: text on stdin, nonce and lane as arguments. */
function runScript(script: string, shell: readonly string[] = ["sh"], lane = "fast", env: Record<string, string> = {}): Promise<Run> {
  const began = performance.now();
  const [command = "sh", ...before] = shell;
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...before, "-s", "--", nonce, lane], {
      stdio: ["pipe", "pipe", "inherit"],
      env: { ...process.env, ...env },
    });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", () => resolve({ output: Buffer.concat(chunks), seconds: (performance.now() - began) / 1000 }));
    child.stdin.end(script);
  });
}

async function answers(
  sources: Record<string, Source>,
  shell?: readonly string[],
  options: { lane?: string; env?: Record<string, string> } = {},
) {
  const script = composeScript([probeOf(sources)], { path: `${tools}:/usr/sbin:/usr/bin:/sbin:/bin` });
  const { output, seconds } = await runScript(script, shell, options.lane, options.env);
  const split = splitOutput(output, nonce);
  const of = (name: keyof typeof sources) => split.sections.filter((section) => section.id === callId(sources[name] as Source));
  return { split, of, one: (name: keyof typeof sources) => of(name)[0], seconds, output };
}

describe.each(shells.map((shell) => ({ shell, name: shell.join(" ") })))("under $name", ({ shell }) => {
  const run = present(shell) ? test : test.skip;

  run("commands, files, globs and lists come back as they are", async () => {
    const sources = {
      echo: { exec: ["printf", "a\\n\\nb"] },
      empty: { exec: ["true"] },
      fails: { exec: ["sh", "-c", "echo out; echo 'first line' >&2; echo second >&2; exit 3"] },
      none: { exec: ["no-such-tool"] },
      instead: { exec: ["echo", "instead"], unless: "none" },
      needless: { exec: ["echo", "needless"], unless: "echo" },
      file: { read: join(folder, "plain") },
      gone: { read: join(folder, "gone") },
      files: { read: join(folder, "conf.d", "*.conf") },
      nothing: { read: join(folder, "empty.d", "*.conf") },
      each: { list: ["printf", "one\\n-x\\n\\ntwo words\\n"], exec: ["echo", "item", "{}"] },
    } satisfies Record<string, Source>;
    const { split, of, one } = await answers(sources, shell);
    expect(split).toMatchObject({ complete: true, problems: [], hello: { protocol: 1, lane: "fast", systems: ["linux"] } });
    expect(one("echo")).toMatchObject({ state: "ran", exitStatus: 0, text: "a\n\nb", errorText: "" });
    expect(one("empty")).toMatchObject({ state: "ran", exitStatus: 0, text: "" });
    expect(one("fails")).toMatchObject({ state: "ran", exitStatus: 3, text: "out\n", errorText: "first line" });
    expect(one("none")).toMatchObject({ state: "ran", exitStatus: 127 });
    expect(one("instead")).toMatchObject({ text: "instead\n" });
    expect(one("needless")).toMatchObject({ state: "skipped" });
    expect(one("file")).toMatchObject({ state: "ran", exitStatus: 0, text: "no newline at the end" });
    expect(one("gone")).toMatchObject({ state: "missing" });
    expect(of("files").map(({ item, text }) => [item.split("/").at(-1), text])).toEqual([
      ["a.conf", "one: x\nmore"],
      ["b.conf", "two\n"],
      ["odd:name.conf", ""],
    ]);
    expect(of("nothing")).toEqual([]);
    expect(split.lists.get(callId(sources.nothing))).toMatchObject({ state: "ran" });
    expect(of("each").map(({ item, text }) => [item, text])).toEqual([
      ["one", "item one\n"],
      ["two words", "item two words\n"],
    ]);
    expect(split.lists.get(callId(sources.each))).toMatchObject({ state: "ran", exitStatus: 0 });
  });

  run("a command that ignores TERM, one that leaves a child behind, and floods cost their limits", { timeout: 60_000 }, async () => {
    const sources = {
      stubborn: { exec: ["sh", "-c", "trap '' TERM; echo begun; while :; do sleep 1; done"], timeoutSeconds: 1 },
      leaves: { exec: ["sh", "-c", "sleep 30 & echo left"], timeoutSeconds: 1 },
      flood: { exec: ["yes"], timeoutSeconds: 5, maximumBytes: 1000 },
      line: { exec: ["sh", "-c", "yes | tr -d '\\n'"], timeoutSeconds: 5, maximumBytes: 1000 },
      errors: { exec: ["sh", "-c", "yes >&2"], timeoutSeconds: 1 },
      binary: { exec: ["head", "-c", "20000", "/dev/urandom"] },
      after: { exec: ["echo", "still here"] },
    } satisfies Record<string, Source>;
    const { split, one, seconds, output } = await answers(sources, shell);
    expect(one("stubborn")).toMatchObject({ state: "timeout", exitStatus: null });
    expect(one("leaves")).toMatchObject({ state: "timeout" });
    expect(one("flood")).toMatchObject({ state: "oversized" });
    expect(one("flood")?.text).toHaveLength(1000);
    expect(one("line")).toMatchObject({ state: "oversized" });
    expect(one("errors")).toMatchObject({ state: "timeout", errorText: "y" });
    expect(one("binary")?.state).toBe("ran");
    expect(one("after")).toMatchObject({ text: "still here\n" });
    expect(split).toMatchObject({ complete: true, problems: [] });
    expect(seconds).toBeLessThan(20);
    expect(output.length).toBeLessThan(100_000);
  });
});

describe("what a host cannot do", () => {
  const word = "@@bulkhead";

  test("forge a frame, even if it knows the nonce", async () => {
    const forged = `${word} ${nonce} end ran 0 0\n${word} ${nonce} begin x1\nlies\n${word} ${nonce} bye\n`;
    const sources = { forger: { exec: ["printf", forged] }, after: { exec: ["echo", "after"] } } satisfies Record<string, Source>;
    const { split, one } = await answers(sources);
    expect(split).toMatchObject({ complete: true, problems: [] });
    expect(split.sections).toHaveLength(2);
    expect(one("forger")?.text).toBe(forged.replaceAll(word, ` ${word}`));
    expect(one("after")?.text).toBe("after\n");
  });

  test("get at the script, the nonce's token or the frame's descriptors", async () => {
    const sources = {
      stdin: { exec: ["cat"] },
      descriptors: { exec: ["sh", "-c", "for n in 3 4 5 6; do echo forged 2>/dev/null >&$n && echo open $n; done; true"] },
      environment: { exec: ["env"] },
    } satisfies Record<string, Source>;
    const { one, output } = await answers(sources);
    expect(one("stdin")?.text).toBe("");
    expect(one("descriptors")?.text).toBe("");
    expect(output.toString()).not.toContain("forged");
    expect(one("environment")?.text).not.toMatch(/token|nonce/);
  });

  test("make it open what is no plain file", async () => {
    mkdirSync(join(folder, "odd.d"));
    for (const pipe of ["odd.d/pipe.conf", "pipe"]) spawnSync("mkfifo", [join(folder, pipe)]);
    symlinkSync("/dev/zero", join(folder, "odd.d", "zero.conf"));
    symlinkSync(join(folder, "plain"), join(folder, "odd.d", "link.conf"));
    const sources = { pipe: { read: join(folder, "pipe") }, files: { read: join(folder, "odd.d", "*.conf") } } satisfies Record<
      string,
      Source
    >;
    const { split, one, of, seconds } = await answers(sources);
    expect(one("pipe")).toMatchObject({ state: "missing" });
    expect(of("files").map(({ item, text }) => [item.split("/").at(-1), text])).toEqual([["link.conf", "no newline at the end"]]);
    expect(split.lists.get(callId(sources.files))).toMatchObject({ state: "ran" });
    expect(seconds).toBeLessThan(4);
  });

  test("have a process run on for ever where nobody waits for it", async () => {
    const { one } = await answers({ limit: { exec: ["sh", "-c", "ulimit -t"] } });
    expect(one("limit")?.text).toBe("60\n");
  });

  test("have the output of a command that was given up come later", { timeout: 30_000 }, async () => {
    const sources = {
      late: { exec: ["sh", "-c", "trap '' TERM; (trap '' TERM; sleep 4; echo late; echo late >&2) & sleep 4"], timeoutSeconds: 1 },
      wait: { exec: ["sh", "-c", "sleep 3; echo waited"] },
    } satisfies Record<string, Source>;
    const { one, output } = await answers(sources);
    expect(one("wait")?.text).toBe("waited\n");
    expect(output.toString()).not.toContain("late\n");
  });

  test("let more files or items through than the limit", async () => {
    const sources = { each: { list: ["seq", "9"], exec: ["echo", "{}"], maximumItems: 3 } } satisfies Record<string, Source>;
    const { split, of } = await answers(sources);
    expect(of("each")).toHaveLength(3);
    expect(split.lists.get(callId(sources.each))).toMatchObject({ state: "oversized" });
  });

  test("cost more than one limit where every item of a list hangs", { timeout: 30_000 }, async () => {
    const sources = { each: { list: ["seq", "20"], exec: ["sleep", "30{}"], timeoutSeconds: 1 } } satisfies Record<string, Source>;
    const hung = { each: { ...sources.each, exec: ["sh", "-c", "sleep 30", "{}"] } } satisfies Record<string, Source>;
    const { split, of, seconds } = await answers(hung);
    expect(of("each")).toHaveLength(1);
    expect(split.lists.get(callId(hung.each))).toMatchObject({ state: "timeout" });
    expect(seconds).toBeLessThan(10);
  });
});

describe("ways to run it", () => {
  const sources = { fast: { exec: ["echo", "fast"] }, slow: { exec: ["echo", "slow"], lane: "slow" } } satisfies Record<string, Source>;
  const script = composeScript([probeOf(sources)]);
  const ids = { fast: callId(sources.fast), slow: callId(sources.slow) };

  test.each([
    ["fast", [ids.fast]],
    ["slow", [ids.slow]],
    ["all", [ids.fast, ids.slow]],
    ["hello", []],
  ])("lane %s", async (lane, expected) => {
    const { output } = await runScript(script, ["sh"], lane);
    const split = splitOutput(output, nonce);
    expect(split.sections.map((section) => section.id)).toEqual(expected);
    expect(split).toMatchObject({ complete: true, hello: { lane } });
  });

  test("a forced command takes nonce and lane from what was asked for, and nothing else", () => {
    const file = join(folder, "script.sh");
    writeFileSync(file, script);
    const ask = (command: string) =>
      spawnSync("/bin/sh", [file], { env: { ...process.env, SSH_ORIGINAL_COMMAND: command }, encoding: "utf8" });
    expect(splitOutput(ask(runCommand(nonce, "fast")).stdout, nonce)).toMatchObject({ complete: true, sections: [{ text: "fast\n" }] });
    for (const command of [
      "id",
      `sh -s -- ${nonce}; id`,
      `sh -s -- $(id) fast`,
      "sh -s -- * fast",
      `sh -s -- ${nonce} ../fast`,
      `sh -c id ${nonce}`,
    ]) {
      expect(ask(command), command).toMatchObject({ status: 2, stdout: "" });
    }
  });

  test("by hand it makes a nonce of its own, another each time", () => {
    const run = () => spawnSync("sh", ["-s"], { input: script, encoding: "utf8" }).stdout;
    const [one, two] = [run(), run()].map((output) => /^@@bulkhead ([0-9a-f]{32}) hello /.exec(output)?.[1] ?? "");
    expect(one).toHaveLength(32);
    expect(one).not.toBe(two);
  });

  test("half a script does nothing", () => {
    for (const share of [0.3, 0.6, 0.99]) {
      const { stdout } = spawnSync("sh", ["-s"], { input: script.slice(0, script.length * share), encoding: "utf8" });
      expect(stdout).toBe("");
    }
  });

  test("its text names its calls", () => {
    const calls = readCalls(script);
    expect(calls.map(({ id, lane, argv }) => ({ id, lane, argv }))).toEqual([
      { id: ids.fast, lane: "fast", argv: ["echo", "fast"] },
      { id: ids.slow, lane: "slow", argv: ["echo", "slow"] },
    ]);
    expect(readCalls("echo something else")).toEqual([]);
  });
});

describe("root and systems", () => {
  const sources = {
    command: { exec: ["echo", "as root"], root: true },
    tool: { exec: ["no-such-tool"], root: true },
    file: { read: "/etc/hostname-of-nobody", root: true },
  } satisfies Record<string, Source>;

  test("a probe of another system is skipped, without asking", async () => {
    const of = async () => {
      const script = composeScript([probeOf({ file: sources.file, list: { read: "/x/*.conf" } }, ["proxmox"])], {
        path: `${tools}:/usr/bin:/bin`,
      });
      return splitOutput((await runScript(script)).output, nonce);
    };
    const without = await of();
    expect(without.sections).toMatchObject([{ state: "skipped" }]);
    expect(without.lists.get(callId({ read: "/x/*.conf" }))).toMatchObject({ state: "skipped" });
    tool("pveversion", "echo pve-manager/8.4.0");
    expect((await of()).hello?.systems).toEqual(["linux", "proxmox"]);
    rmSync(join(tools, "pveversion"));
  });

  const asUser = process.getuid?.() === 0 && present(["setpriv", "--version"]) ? test : test.skip;
  asUser("an unprivileged user asks sudo -n once whether, and then for exactly the command", async () => {
    const path = `${tools}:/usr/bin:/bin`;
    chmodSync(folder, 0o755);
    tool("sudo", `echo "$*" >>${folder}/asked; [ "$1" = -n ] || exit 9; shift; [ "$1" = -l ] && exit 0; exec "$@"`);
    writeFileSync(join(folder, "asked"), "");
    chmodSync(join(folder, "asked"), 0o666);
    writeFileSync(join(folder, "conf.d", "0600.conf"), "secret place\n", { mode: 0o600 });
    const tree: Source = { read: join(folder, "conf.d", "*.conf"), root: true };
    const shell = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "sh"];
    const { output } = await runScript(composeScript([probeOf({ ...sources, tree })], { path }), shell);
    const split = splitOutput(output, nonce);
    expect(split.hello).toMatchObject({ uid: 65534, sudo: "yes" });
    expect(split.sections.find(({ id }) => id === callId(sources.command))).toMatchObject({ text: "as root\n" });
    const files = split.sections.filter(({ id }) => id === callId(tree)).map(({ item, text }) => [item.split("/").at(-1), text]);
    // What ends without a newline gets one, since grep prints lines; what is empty does not show.
    expect(files.sort()).toEqual([
      ["a.conf", "one: x\nmore\n"],
      ["b.conf", "two\n"],
    ]);
    expect(readFileSync(join(folder, "asked"), "utf8").split("\n")).toEqual([
      "-n -l",
      "-n echo as root",
      "-n cat /etc/hostname-of-nobody",
      `-n grep -aHr ^ ${join(folder, "conf.d")}`,
      "",
    ]);
    tool("sudo", "echo 'sudo: a password is required' >&2; exit 1");
    const refused = splitOutput((await runScript(composeScript([probeOf({ ...sources, tree })], { path }), shell)).output, nonce);
    expect(refused.hello).toMatchObject({ sudo: "no" });
    // Without sudo a file is tried all the same: it may be readable, or prove to be missing.
    const outcomes = refused.sections.map(({ state, exitStatus, errorText }) => [state, exitStatus, errorText.split(": ").at(-1)]);
    expect(outcomes.slice(0, 3)).toEqual([
      ["denied", null, "sudo -n is not allowed for this user"],
      ["missing", null, "command not found"],
      ["ran", 1, "No such file or directory"],
    ]);
    expect(refused.lists.get(callId(tree))).toMatchObject({ exitStatus: 2, errorText: expect.stringContaining("Permission denied") });
    rmSync(join(tools, "sudo"));
    rmSync(join(folder, "conf.d", "0600.conf"));
  });
});

describe("secrets", () => {
  const masked: [string, string][] = [
    ["password: hunter2", "password: <masked>"],
    ["  password: 'it''s secret' # x", "  password: '<masked>''s secret' # x"],
    ['{"password":"a,\\"b","user":"x"}', '{"password":"<masked>","user":"x"}'],
    [
      "//nas/x /mnt/x cifs username=bob,password=s3cret,vers=3.0 0 0",
      "//nas/x /mnt/x cifs username=<masked>,password=<masked>,vers=3.0 0 0",
    ],
    [
      "    <graphics type='vnc' port='-1' passwd='geheim' autoport='yes'/>",
      "    <graphics type='vnc' port='-1' passwd='<masked>' autoport='yes'/>",
    ],
    ["psk=correct horse battery", "psk=<masked>"],
    ["wpa-psk 0123abcd", "wpa-psk <masked>"],
    ["wireless-key s:abcde", "wireless-key <masked>"],
    ["KEY1=s:abcde", "KEY1=<masked>"],
    ["Key=0123456789abcdef0123456789abcdef", "Key=<masked>"],
    ["pin=1234", "pin=<masked>"],
    ["mka-cak=0123456789abcdef", "mka-cak=<masked>"],
    ["cookie=4f2a@vpn", "cookie=<masked>"],
    ['["serve","--password","hunter2","--api-token=abc"]', '["serve","--password","<masked>","--api-token=<masked>"]'],
    [
      "container=db/img/Always//--api-token%3Dabc,--password,hunter2,-v,&",
      "container=db/img/Always//--api-token%3D<masked>,--password,<masked>,-v,&",
    ],
    ["#root password%3A hunter2, ask Bob", "#root password%3A <masked>, ask Bob"],
    ["#https%3A//bob%3Apw@example.org/x", "#https%3A//<masked>@example.org/x"],
    ["args: -object secret,id=sec0,data=topsecret,format=raw", "args: -object secret,id=sec0,data=<masked>,format=raw"],
    ["//nas/x /mnt/x cifs user=dom/bob%hunter2,uid=1 0 0", "//nas/x /mnt/x cifs user=dom/bob%<masked>,uid=1 0 0"],
    ["curlftpfs#bob:hunter2@ftp.example.org /mnt/x fuse rw 0 0", "curlftpfs#<masked>@ftp.example.org /mnt/x fuse rw 0 0"],
    ["https://bob:p@w@example.org/x", "https://<masked>@example.org/x"],
    ["root=iscsi netroot=iscsi:bob:hunter2@10.0.0.1::::iqn.x ro", "root=iscsi netroot=iscsi:<masked>@10.0.0.1::::iqn.x ro"],
    ["up sshpass -p hunter2 ssh nas", "up sshpass -p <masked> ssh nas"],
    ["up curl -s -u bob:hunter2 http://nas/x", "up curl -s -u bob:<masked> http://nas/x"],
    [`token ${"token".repeat(101)}`, "<masked>"],
    ["\tfreenas_password topsecret", "\tfreenas_password <masked>"],
    ["rocommunity public default", "rocommunity <masked> default"],
    ["root:$6$abc$defghi:19000:0:99999", "root:<masked>:19000:0:99999"],
    ["url = https://bob:pw@example.org/x", "url = https://<masked>@example.org/x"],
    ["ExecStart=/usr/bin/x --token abc123 --level 3", "ExecStart=/usr/bin/x --token <masked> --level 3"],
    ["curl -H 'Authorization: Bearer abc def' x", "curl -H 'Authorization: <masked>' x"],
    ["<auth><password>abc</password></auth>", "<auth><password><masked></password></auth>"],
    ["PrivateKey = 4GgaQCy68nzNsUE5aJ9fuLzHhB65tAlwbmA72MWnOm8=", "PrivateKey = <masked>"],
    ["        key: 4GgaQCy68nzNsUE5aJ9fuLzHhB65tAlwbmA72MWnOm8=", "        key: <masked>"],
    ["token: K10abc::server:def", "token: <masked>"],
    ["https://hooks.slack.com/services/T0/B0/xyz", "https://<masked>"],
    ["a\n-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n-----END OPENSSH PRIVATE KEY-----\nb", "a\n<masked>\n<masked>\n<masked>\nb"],
  ];
  const kept = [
    "passwd:         files systemd",
    "PasswordAuthentication no",
    "PermitRootLogin without-password",
    "    token: 3000",
    "    token_retransmits_before_loss_const: 10",
    "key-mgmt=wpa-psk",
    "//nas/x /mnt/x cifs credentials=/root/.smb,vers=3.0 0 0",
    "private-key=/etc/ssl/private/x.pem",
    "automountServiceAccountToken: false",
    "psk-flags=1",
    "bond-primary eno1",
    '{"ad_info":{"aggregator":1,"num_ports":2,"actor_key":15,"partner_key":1001},"ad_user_port_key":0}',
    '        "ad_actor_oper_port_key": 21,',
    "net0: virtio=BC:24:11:00:00:01,bridge=vmbr0,tag=100",
    "  LISTEN 0 4096 *:22 users:((sshd))",
    '{"ifindex":1,"ifname":"lo","flags":["LOOPBACK"]}',
    "hostpci0: 0000:01:00,pcie=1",
    "# bypass the compass",
  ];

  test.each(masked)("%j is masked, by the collector", (line, expected) => {
    expect(maskSecrets(line)).toBe(expected);
    expect(maskSecrets(expected)).toBe(expected);
  });

  test.each(["token", "pass-", "iscsi:", "fs#a:", "secret,", "-u a", "key: AAAA", "curl "])("a flood of %j is masked in time", (unit) => {
    const line = `token ${unit.repeat(Math.ceil((512 * 1024) / unit.length))}`;
    const startedAt = performance.now();
    maskSecrets(line);
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });

  test.each(kept)("%j stays", (line) => {
    expect(maskSecrets(line)).toBe(line);
  });

  describe.each(["mawk", "gawk", "busybox awk", "original-awk"])("and the same on the host by %s", (awk) => {
    const [program = "", ...words] = awk.split(" ");
    const run = spawnSync(program, [...words, "BEGIN { exit 0 }"]).status === 0 ? test : test.skip;

    run(`${awk} masks and keeps`, async () => {
      const path = spawnSync("sh", ["-c", `command -v ${program}`], { encoding: "utf8" }).stdout.trim();
      tool("awk", `exec ${[path, ...words].join(" ")} "$@"`);
      const lines = [...masked.map(([line]) => line), ...kept].join("\n");
      writeFileSync(join(folder, "secrets"), lines);
      const { one } = await answers({ file: { read: join(folder, "secrets") } });
      rmSync(join(tools, "awk"));
      expect(one("file")?.text.split("\n")).toEqual([...masked.map(([, line]) => line), ...kept].join("\n").split("\n"));
    });
  });
});
