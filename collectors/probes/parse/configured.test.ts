import { expect, test } from "vitest";
import { integerOf, isDefaultRoute, macOf, withPrefix } from "./configured.ts";

test("MAC addresses in every spelling", () => {
  expect([macOf("52-54-00-AA-00-01"), macOf(" 52:54:00:aa:00:01 "), macOf("permanent"), macOf("52:54:00"), macOf(null)]).toEqual([
    "52:54:00:aa:00:01",
    "52:54:00:aa:00:01",
    null,
    null,
    null,
  ]);
});

test("an address gets its prefix length once", () => {
  expect(withPrefix("192.0.2.1", "255.255.254.0")).toBe("192.0.2.1/23");
  expect(withPrefix("192.0.2.1", "24")).toBe("192.0.2.1/24");
  expect(withPrefix("192.0.2.1/24", "255.0.0.0")).toBe("192.0.2.1/24");
  expect(withPrefix("192.0.2.1", undefined)).toBe("192.0.2.1");
});

test("numbers and default routes", () => {
  expect([integerOf("007"), integerOf("-1"), integerOf("12345678901234567890"), integerOf("")]).toEqual([7, null, null, null]);
  expect(["default", "0.0.0.0/0", "::/0", "10.0.0.0/8", undefined].map(isDefaultRoute)).toEqual([true, true, true, false, false]);
});
