import { expect } from "vitest";
import type { Sshd } from "#e2e/support/sshd.ts";
import { onlyHost, type Run } from "./testing.ts";

/** The line of known_hosts for a server. */
export function knownLine(server: Sshd): string {
  return `[${server.host}]:${server.port} ${server.hostKeys[0]}\n`;
}

/** A server as a target. */
export function placeOf(server: Sshd): string {
  return `${server.user}@${server.host}:${server.port}`;
}

/** Arguments of a check whose exit status is no matter: it says what was found on this machine. */
export function jsonCheck(...args: string[]): string[] {
  return ["check", "--json", "--timeout", "40", ...args];
}

/** The host was visited: its name and most of its facts are known, and nothing was complained of. */
export function expectVisited(run: Run): void {
  const host = onlyHost(run);
  expect([run.stderr, host.readings.identity, host.readings.mounts]).toEqual(["", "ok", "ok"]);
  expect(host.system).not.toBe("unknown");
  expect(host.coverage).toBeGreaterThan(0.3);
}
