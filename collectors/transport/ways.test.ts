import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { collectBundle } from "#collectors/collect.ts";
import type { AnyProbe } from "#collectors/probe.ts";
import { defineProbe } from "#collectors/probe.ts";
import { authorizedKeyLine, frameBye, frameHello, frameSection, planCalls, sudoersFile } from "#collectors/script.ts";
import { TransportError } from "./errors.ts";
import { quote } from "./quote.ts";
import { resolveTarget } from "./ssh-config.ts";
import { parseJumps, parseTarget } from "./target.ts";

describe("targets", () => {
  test.each([
    ["host", { host: "host", user: null, port: null }],
    ["Root@Host.Example:2222", { host: "host.example", user: "Root", port: 2222 }],
    ["192.0.2.1:22", { host: "192.0.2.1", user: null, port: 22 }],
    ["2001:db8::1", { host: "2001:db8::1", user: null, port: null }],
    ["me@[2001:db8::1]:2222", { host: "2001:db8::1", user: "me", port: 2222 }],
    ["ssh://me@host:23/", { host: "host", user: "me", port: 23 }],
    ["ssh://[::1]", { host: "::1", user: null, port: null }],
    ["a@b@host", { host: "host", user: "a@b", port: null }],
  ])("%s", (text, expected) => expect(parseTarget(text)).toEqual(expected));

  test.each(["", "@host", "-oProxyCommand=id", "me@-x", "host:0", "host:70000", "host:x", "a b", "host\n", "[::1", "::1:x", "ssh://"])(
    "%j is none",
    (text) => {
      expect(() => parseTarget(text)).toThrow(TransportError);
    },
  );

  test("jumps", () => {
    expect(parseJumps("a, me@b:2222")).toEqual([
      { host: "a", user: null, port: null },
      { host: "b", user: "me", port: 2222 },
    ]);
    expect(parseJumps("none")).toEqual([]);
  });

  test("anything ends in a target or an error", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          expect(parseTarget(text).host).toMatch(/^[^-\s]/);
        } catch (error) {
          expect(error).toBeInstanceOf(TransportError);
        }
      }),
    );
  });
});

describe("ssh_config", () => {
  const local = { name: "me", home: "/home/me", agentSocket: "/run/agent" };
  const config = `
Host pve pve-*
  HostName 192.0.2.7
  Port 2222
  IdentityFile ~/.ssh/pve
  IdentityFile "/keys/%r at %h"
  ProxyJump gate,me@[2001:db8::2]:24
  UserKnownHostsFile ~/.ssh/k1 ~/.ssh/k2
Match host pve exec "touch /tmp/bulkhead-must-not-exist"
  User evil
Host gate
  HostName gate.example
  IdentitiesOnly yes
  ProxyJump outer
Host odd
  ProxyCommand nc %h %p
Host *
  User root
`;
  const resolve = (text: string, wishes = {}) => resolveTarget(parseTarget(text), config, local, wishes);

  test("an alias with all that belongs to it", () => {
    const { target, jumps, knownHostsFiles } = resolve("pve");
    expect(target).toEqual({
      host: "192.0.2.7",
      port: 2222,
      user: "root",
      auth: [
        { kind: "agent", socket: "/run/agent" },
        { kind: "key-file", path: "/home/me/.ssh/pve", isOptional: true },
        { kind: "key-file", path: "/keys/root at 192.0.2.7", isOptional: true },
      ],
    });
    expect(jumps.map(({ host, port, user }) => [user, host, port])).toEqual([
      ["root", "outer", 22],
      ["root", "gate.example", 22],
      ["me", "2001:db8::2", 24],
    ]);
    expect(jumps[1]?.auth.map(({ kind }) => kind)).toEqual(["key-file", "key-file", "key-file"]);
    expect(knownHostsFiles).toEqual(["/home/me/.ssh/k1", "/home/me/.ssh/k2", "/etc/ssh/ssh_known_hosts"]);
  });

  test("the command line outranks it", () => {
    const { target, jumps } = resolve("admin@pve:22", { identityFile: "~/k", jump: "none", password: "p" });
    expect(target).toMatchObject({ host: "192.0.2.7", port: 22, user: "admin" });
    expect(target.auth).toEqual([
      { kind: "key-file", path: "/home/me/k" },
      { kind: "password", password: "p" },
    ]);
    expect(jumps).toEqual([]);
  });

  test("an unknown host gets the defaults; ProxyCommand is refused", () => {
    const { target, jumps } = resolveTarget(parseTarget("h"), "", { ...local, agentSocket: null });
    expect(target).toMatchObject({ host: "h", port: 22, user: "me" });
    expect(target.auth.map((way) => "path" in way && way.path)).toEqual([
      "/home/me/.ssh/id_ed25519",
      "/home/me/.ssh/id_ecdsa",
      "/home/me/.ssh/id_rsa",
    ]);
    expect(jumps).toEqual([]);
    expect(() => resolve("odd")).toThrow(/ProxyCommand/);
  });
});

describe("bundles", () => {
  const probe = defineProbe({
    id: "t",
    fact: "mounts",
    systems: ["linux"],
    sources: { one: { exec: ["one"] } },
    parse: () => [],
  }) as unknown as AnyProbe;
  const nonce = "0123456789abcdef0123456789abcdef";
  const hello = { protocol: 1, script: "x", lane: "all", uid: 7, sudo: "no", epochSeconds: 1_700_000_000, systems: ["linux"] } as const;
  const section = {
    id: planCalls([probe])[0]?.id ?? "",
    item: "",
    text: "a\nb\n",
    state: "ran",
    exitStatus: 0,
    durationMs: 5,
    errorText: "",
  } as const;
  const bundle = frameHello(nonce, hello) + frameSection(nonce, section) + frameBye(nonce);

  test.each([
    ["as it is", bundle],
    ["from an editor of another system", `\uFEFF${bundle.replaceAll("\n", "\r\n")}`],
    ["from a terminal's log", `Script started\r\n# sh x.sh\r\n${bundle.replaceAll("\n", "\r\n")}# exit\r\n`],
  ])("%s", (_name, text) => {
    const visit = collectBundle(text, [probe]);
    expect(visit).toMatchObject({
      readings: { mounts: { status: "ok" } },
      login: { uid: 7, sudo: "no" },
      durationMs: 5,
      sections: [{ text: "a\nb\n" }],
    });
    expect(visit.startedAt.toISOString()).toBe("2023-11-14T22:13:20.000Z");
  });

  test("something else is refused, and half of one shows as such", () => {
    expect(() => collectBundle("hello\n", [probe])).toThrow(TransportError);
    expect(collectBundle(frameHello(nonce, hello), [probe]).readings.mounts).toMatchObject({ status: "failed", cause: "timeout" });
  });
});

describe("what allows only that", () => {
  const probe = defineProbe({
    id: "t",
    fact: "mounts",
    systems: ["linux"],
    sources: {
      file: { read: "/etc/pve/a:b,c.cfg", root: true },
      files: { read: "/etc/pve/nodes/*.conf", root: true },
      bare: { exec: ["qm"], root: true },
      each: { list: ["virsh", "-r", "list", "--name"], exec: ["virsh", "-r", "dumpxml", "--domain", "{}"], root: true },
      free: { exec: ["uname", "-n"] },
    },
    parse: () => [],
  }) as unknown as AnyProbe;

  test("sudoers", () => {
    const lines = sudoersFile([probe], "bulkhead").split("\n");
    expect(lines).toContain("bulkhead ALL=(root) TIMEOUT=12s NOPASSWD: /usr/bin/cat /etc/pve/a\\:b\\,c.cfg");
    expect(lines).toContain("bulkhead ALL=(root) TIMEOUT=12s NOPASSWD: /usr/bin/grep -aHr ^ /etc/pve/nodes");
    expect(lines).toContain('bulkhead ALL=(root) TIMEOUT=12s NOPASSWD: /usr/sbin/qm ""');
    expect(lines).toContain(
      "bulkhead ALL=(root) TIMEOUT=12s NOPASSWD: /usr/bin/virsh ^-r dumpxml --domain [A-Za-z0-9_][A-Za-z0-9_.:@+-]*$",
    );
    expect(lines.join()).not.toContain("uname");
    expect(() => sudoersFile([probe], "x ALL=(ALL) NOPASSWD: ALL\n#")).toThrow();
  });

  test("authorized_keys", () => {
    const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJx me@here";
    expect(authorizedKeyLine(`${key}\n`, "/usr/local/sbin/bulkhead-probe")).toBe(
      `restrict,command="/bin/sh /usr/local/sbin/bulkhead-probe" ${key}\n`,
    );
    expect(() => authorizedKeyLine("-----BEGIN", "/x")).toThrow();
    expect(() => authorizedKeyLine(`${key}\nssh-rsa AAAA`, "/x")).toThrow();
    expect(() => authorizedKeyLine(key, '/x"; id')).toThrow();
  });

  test("quoting", () => {
    expect(quote("it's $HOME")).toBe("'it'\\''s $HOME'");
    expect(quote("")).toBe("''");
    expect(() => quote("a\0b")).toThrow();
  });
});
