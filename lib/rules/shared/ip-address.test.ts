import { expect, test } from "vitest";
import { isAddress, isLoopback, sameAddress } from "./ip-address.ts";

test.each([
  ["10.0.0.1", true, false],
  ["127.0.1.1", true, true],
  ["::1", true, true],
  ["[fd00::7]", true, false],
  ["fe80::1%eth0", true, false],
  ["nas-01", false, false],
  ["10", false, false],
  ["1.2.3", false, false],
])("%s is an address: %s, loopback: %s", (text, address, loopback) => {
  expect(isAddress(text)).toBe(address);
  expect(isLoopback(text)).toBe(loopback);
});

test("the same address is the same however it is spelt", () => {
  expect(sameAddress("::1", "0:0:0:0:0:0:0:1")).toBe(true);
  expect(sameAddress("::ffff:10.0.0.1", "10.0.0.1")).toBe(true);
  expect(sameAddress("nas", "nas")).toBe(false);
});
