import { expect, test } from "vitest";
import type { Section } from "#collectors/probe.ts";
import { routesFromProcV6 } from "./proc-net.ts";

function route(address: string): string | undefined {
  const text = `${address} 80 ${"0".repeat(32)} 00 ${"0".repeat(32)} 00000100 00000001 00000000 00000001 eth0\n`;
  const section: Section = { source: "x", status: "ok", exitStatus: 0, text, errorText: "", durationMs: 0 };
  return routesFromProcV6(section)[0]?.destination;
}

test.each([
  ["20010db8000000000000000000000001", "2001:db8::1/128"],
  ["20010db8000000010000000000000000", "2001:db8:0:1::/128"],
  ["20010db8000000010001000100010001", "2001:db8:0:1:1:1:1:1/128"],
  ["20010db8000000000001000000000000", "2001:db8:0:0:1::/128"],
  ["00000000000000000000000000000001", "::1/128"],
  ["fe80000000000000505400fffeaa0001", "fe80::5054:ff:feaa:1/128"],
  ["10002000300040005000600070008000", "1000:2000:3000:4000:5000:6000:7000:8000/128"],
])("%s is %s", (hex, address) => {
  expect(route(hex)).toBe(address);
});
