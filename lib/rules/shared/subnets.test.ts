import fc from "fast-check";
import { expect, test } from "vitest";
import { inSubnetOf, networkOf } from "./subnets.ts";

test.each([
  ["10.50.1.111", 24, "10.50.1.3", true],
  ["10.50.1.111", 24, "10.50.2.3", false],
  ["10.50.1.111", 0, "192.0.2.1", true],
  ["10.50.1.111", 32, "10.50.1.111", true],
  ["2001:db8::1", 64, "2001:db8:0:0::beef", true],
  ["2001:db8::1", 64, "2001:db8:0:1::1", false],
  ["fe80::1%br0", 64, "fe80::2%br0", true],
  ["10.0.0.1", 8, "2001:db8::1", false],
  ["10.0.0.1", 33, "10.0.0.1", false],
  ["10.0.0.1", -1, "10.0.0.1", false],
  ["10.0.0.1", 8, "10.1", false],
  ["10.0.0.1", 8, "nas-01", false],
  ["", 8, "", false],
])("%s/%i and %s: %s", (own, prefixLength, other, expected) => {
  expect(inSubnetOf({ address: own, prefixLength }, other)).toBe(expected);
});

test("never throws, whatever a host prints", () => {
  const text = fc.oneof(fc.string({ unit: "binary" }), fc.ipV4(), fc.ipV6());
  fc.assert(
    fc.property(
      text,
      fc.integer(),
      text,
      (own, prefixLength, other) => typeof inSubnetOf({ address: own, prefixLength }, other) === "boolean",
    ),
  );
});

test.each([
  ["10.50.1.77", 24, "10.50.1.0/24"],
  ["10.50.1.77", 28, "10.50.1.64/28"],
  ["10.50.1.77", 0, "0.0.0.0/0"],
  ["10.50.1.77", 32, "10.50.1.77/32"],
  ["2001:db8::7%eth0", 64, "2001:db8::/64"],
  ["10.50.1.77", 33, null],
  ["nas", 24, null],
])("the subnet of %s with %i bits is %s", (address, prefixLength, network) => {
  expect(networkOf({ address, prefixLength })).toBe(network);
});
