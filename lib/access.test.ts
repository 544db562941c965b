import { describe, expect, it } from "vitest";
import { AccessInput, HostInput } from "./access.ts";

const agent = { kind: "agent" };

describe("what a form says of a way in", () => {
  it.each(["192.0.2.1", "2001:db8::7", "fe80::1%eth0", "pve.example", "ssh-alias"])("takes the address %s", (address) => {
    expect(AccessInput.parse({ address, login: "root", auth: agent })).toMatchObject({ address, port: 22 });
  });

  it.each(["", " ", "-oProxyCommand=touch /tmp/x", "a b", "a\nb", "a\u0000b", "a\u202eb", "x".repeat(256)])(
    "refuses the address %j",
    (address) => {
      expect(AccessInput.safeParse({ address, login: "root", auth: agent }).success).toBe(false);
      expect(AccessInput.safeParse({ address: "host", login: address, auth: agent }).success).toBe(false);
    },
  );

  it("takes an empty jump host for none", () => {
    expect(AccessInput.parse({ address: "host", login: "root", jump: " ", auth: agent }).jump).toBeUndefined();
  });

  it("wants the whole path of a key file, and never an empty secret", () => {
    const parse = (auth: unknown) => AccessInput.safeParse({ address: "host", login: "root", auth }).success;
    expect(parse({ kind: "keyFile", path: "/root/.ssh/id_ed25519" })).toBe(true);
    expect(parse({ kind: "keyFile", path: "id_ed25519" })).toBe(false);
    expect(parse({ kind: "password", password: "" })).toBe(false);
    expect(parse({ kind: "sealedKey", privateKey: "" })).toBe(false);
    expect(parse({ kind: "none" })).toBe(false);
  });

  it("keeps a host's visits at a minute apart at least", () => {
    const host = { wayInTestId: "6c0f4a3e-6a0b-4c61-9f0e-2f6d4b8f6f11", name: " pve " };
    expect(HostInput.parse(host)).toMatchObject({ name: "pve", intervalSeconds: 3600 });
    expect(HostInput.safeParse({ ...host, intervalSeconds: 1 }).success).toBe(false);
  });
});
